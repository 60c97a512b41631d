using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace App.Platform.Http;

/// <summary>
/// Configures the trusted reverse proxies (<c>Proxies__Known</c>). X-Forwarded-For and X-Forwarded-Proto headers from other
/// addresses are ignored; if a header has several values, only the last one is used.
/// </summary>
public static class Proxies
{
    public const string Setting = "Proxies:Known";

    /// <summary>Returns the configured networks; null if an entry is neither an IP address nor a network.</summary>
    public static IReadOnlyList<IPNetwork>? Read(IConfiguration configuration)
    {
        var entries = (configuration[Setting] ?? "")
            .Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var networks = new List<IPNetwork>();
        foreach (var entry in entries)
            if (IPAddress.TryParse(entry, out var address))
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(entry, out var network))
                networks.Add(network);
            else
                return null;
        return networks;
    }

    public static void UseProxies(this WebApplication app)
    {
        if (Read(app.Configuration) is not { Count: > 0 } known)
            return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in known)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
