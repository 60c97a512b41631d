using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>A device that calls operations: a browser with its cookie, or a program.</summary>
sealed record Device(IServiceProvider Services, Credential Credential, string Address, Browser? Browser)
{
    /// <summary>Returns a service of a scope in which this device is the caller.</summary>
    public T Get<T>() where T : notnull
    {
        var scope = Services.CreateScope().ServiceProvider;
        scope.GetRequiredService<Caller>().Is(() => Credential, IPAddress.Parse(Address), "Firefox", browser: Browser);
        return scope.GetRequiredService<T>();
    }

    /// <summary>Returns the device after a sign-in has set its cookie.</summary>
    public Device Knowing(string? token) => this with { Browser = new(token) };
}

/// <summary>The starting point of tests in which several devices call.</summary>
static class DeviceScenario
{
    /// <summary>A browser that has never signed in.</summary>
    public static Device NewBrowser(this IServiceProvider services, string address, Credential? credential = null) =>
        new(services, credential ?? new Credential.None(), address, new(null));

    public static Device Program(this IServiceProvider services, string address, Credential? credential = null) =>
        new(services, credential ?? new Credential.None(), address, null);
}
