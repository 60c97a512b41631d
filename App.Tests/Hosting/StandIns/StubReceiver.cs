using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace App.Tests;

/// <summary>A webhook receiver that responds as the test tells it to, correctly or not.</summary>
public sealed class StubReceiver : IAsyncDisposable
{
    readonly WebApplication app;

    StubReceiver(WebApplication app) => this.app = app;

    /// <summary>A POST request as it was received.</summary>
    public sealed record Post(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    public ConcurrentQueue<Post> Posts { get; } = new();

    /// <summary>Responds to a POST request.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = Status(200);

    /// <summary>Completes when the next POST request arrives, before the response is sent.</summary>
    public TaskCompletionSource Arrived { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Url { get; private set; } = "";

    public static async Task<StubReceiver> StartAsync(bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (tls)
                listen.UseHttps(SelfSigned());
        }));
        var stub = new StubReceiver(builder.Build());
        stub.app.Run(stub.TakeAsync);
        await stub.app.StartAsync();
        stub.Url = stub.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return stub;
    }

    static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stub", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            new(2046, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Posts.Enqueue(new(context.Request.Path, headers, body.ToArray()));
        Arrived.TrySetResult();
        await Answer(context);
    }

    public static Func<HttpContext, Task> Status(int status, string body = "", params (string Name, string Value)[] headers) =>
        async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body);
        };

    /// <summary>Sends no response until the caller closes the connection.</summary>
    public static Task Hang(HttpContext context) =>
        Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    /// <summary>Sends 200 and the beginning of a body, and then nothing until the caller closes the connection.</summary>
    public static async Task Stall(HttpContext context)
    {
        await context.Response.WriteAsync("beginning");
        await context.Response.Body.FlushAsync();
        await Hang(context);
    }

    /// <summary>Resets the connection.</summary>
    public static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Sends an endless response body.</summary>
    public static async Task Flood(HttpContext context)
    {
        var block = new byte[16 * 1024];
        Array.Fill(block, (byte)'x');
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(block, context.RequestAborted);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
