using System.Net;
using System.Net.Sockets;

namespace App.Webhooks;

/// <summary>
/// Decides where webhooks may be sent: https on port 443 or 8443 at public addresses. The host name is resolved when connecting,
/// every address is checked, and the connection goes to a checked address. So no second lookup can redirect it (server-side
/// request forgery).
/// </summary>
public sealed class Destinations(WebhookSettings settings)
{
    static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Only 2000::/3 of IPv6 is allocated. In it, the ranges of the IETF (such as Teredo), documentation and 6to4 are not hosts.
    static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");
    static readonly IPNetwork[] NotPublic6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    static readonly string[] InternalNames = ["localhost", "local", "internal", "lan", "home.arpa", "intranet", "corp", "home"];

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !NotPublic4.Any(network => network.Contains(address))
            : Unicast6.Contains(address) && !NotPublic6.Any(network => network.Contains(address));
    }

    /// <summary>Returns the reason why webhooks may not be sent to a URL, or null if they may.</summary>
    public string? Fault(string text)
    {
        if (text.Length > 2048
            || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Host.Length == 0)
            return "The URL must be a complete address such as https://example.com/hooks.";
        if (url.UserInfo.Length > 0)
            return "The URL must not contain a user name or password. Use the signature to verify webhooks.";
        if (url.Fragment.Length > 0)
            return "The URL must not contain a fragment (#).";
        if (settings.IsReceiver(url))
            return null;
        if (!IsStandard(url) && !(url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
            return "The URL must begin with https://.";
        if (IPAddress.TryParse(url.IdnHost, out var address))
            return FaultOf(address, IsStandard(url));
        if (settings.AllowedNetworks.Count > 0)
            return null; // the addresses are checked when connecting
        if (!IsStandard(url))
            return NotStandard;
        return IsInternal(url.IdnHost.TrimEnd('.')) ? NotPublic : null;
    }

    const string NotStandard = "The URL must use HTTPS on port 443 or 8443.";
    const string NotPublic = "The URL must point to a public internet address; this one is private, local or reserved.";

    string? FaultOf(IPAddress address, bool standard)
    {
        if (IsAllowed(address) || (standard && IsPublic(address)))
            return null;
        return IsPublic(address) ? NotStandard : NotPublic;
    }

    static bool IsInternal(string name) => !name.Contains('.', StringComparison.Ordinal)
        || InternalNames.Any(suffix => name.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase));

    static bool IsStandard(Uri url) => url.Scheme == Uri.UriSchemeHttps && url.Port is 443 or 8443;

    bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return settings.AllowedNetworks.Any(network => network.Contains(plain));
    }

    /// <summary>
    /// Returns the addresses of a host that may be connected to. If some are in an allowed network, only those are returned;
    /// otherwise one address that is not public rejects all of them.
    /// </summary>
    public IPAddress[] Judge(Uri url, IPAddress[] addresses)
    {
        if (settings.IsReceiver(url))
            return [.. addresses.Where(IPAddress.IsLoopback)];
        if (addresses.Where(IsAllowed).ToArray() is { Length: > 0 } allowed)
            return allowed;
        return IsStandard(url) && addresses.All(IsPublic) ? addresses : [];
    }

    /// <summary>Connects to a checked address, for <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var permitted = Judge(context.InitialRequestMessage.RequestUri!, found);
        if (permitted.Length == 0)
            throw new RefusedAddressException();
        permitted = [.. permitted.OrderBy(address => address.AddressFamily == AddressFamily.InterNetworkV6)];
        for (var i = 0; ; i++)
        {
            var address = permitted[i];
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < permitted.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}

/// <summary>Reports that a host has an address to which webhooks must not be sent.</summary>
public sealed class RefusedAddressException() : IOException("The address is not public.");
