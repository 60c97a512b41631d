using System.Net;
using System.Net.Sockets;

namespace App.Webhooks;

/// <summary>
/// Where webhooks may go: https on 443 and 8443, at public addresses. The name is looked up when connecting, every address of it is
/// judged, and the connection goes to an address that was judged, so that no second look-up can lead elsewhere (server-side request forgery).
/// </summary>
public sealed class Destinations(WebhookSettings settings)
{
    static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only 2000::/3 is given out; of that, IETF's own (Teredo among them), documentation and 6to4 are not hosts.
    static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");
    static readonly IPNetwork[] NotPublic6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    static readonly string[] InsideNames = ["localhost", "local", "internal", "lan", "home.arpa", "intranet", "corp", "home"];

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetwork
            ? !NotPublic4.Any(network => network.Contains(address))
            : Unicast6.Contains(address) && !NotPublic6.Any(network => network.Contains(address));
    }

    /// <summary>What is wrong with an address that somebody wants to be told at, or null.</summary>
    public string? Fault(string text)
    {
        if (text.Length > 2048 || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
            return "The URL must be a complete address such as https://example.com/hooks.";
        if (url.UserInfo.Length > 0)
            return "The URL must not hold a user name or password. The signature proves where a webhook comes from.";
        if (url.Fragment.Length > 0)
            return "The URL must not have a part after #.";
        if (settings.IsReceiver(url))
            return null;
        if (!IsStandard(url) && !(url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps))
            return "The URL must begin with https://.";
        if (IPAddress.TryParse(url.IdnHost, out var address))
            return Passes(address, IsStandard(url)) ? null : IsPublic(address) ? NotStandard : Inside;
        if (settings.AllowedNetworks.Count > 0)
            return null; // which addresses the name has is seen when connecting
        if (!IsStandard(url))
            return NotStandard;
        var name = url.IdnHost.TrimEnd('.');
        var inside = !name.Contains('.', StringComparison.Ordinal) || InsideNames.Any(suffix => name.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase));
        return inside ? Inside : null;
    }

    const string NotStandard = "The URL must use https on port 443 or 8443.";
    const string Inside = "The URL must lead to a public address on the internet; this one is private, local or reserved.";

    static bool IsStandard(Uri url) => url.Scheme == Uri.UriSchemeHttps && url.Port is 443 or 8443;

    bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return settings.AllowedNetworks.Any(network => network.Contains(plain));
    }

    bool Passes(IPAddress address, bool standard) => IsAllowed(address) || standard && IsPublic(address);

    /// <summary>Of a name's addresses, those to connect to. One that is not public spoils them all, unless an exception names it.</summary>
    public IPAddress[] Judge(Uri url, IPAddress[] addresses)
    {
        if (settings.IsReceiver(url))
            return [.. addresses.Where(IPAddress.IsLoopback)];
        if (addresses.Where(IsAllowed).ToArray() is { Length: > 0 } excepted)
            return excepted;
        return IsStandard(url) && addresses.All(IsPublic) ? addresses : [];
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var judged = Judge(context.InitialRequestMessage.RequestUri!, found);
        if (judged.Length == 0)
            throw new RefusedAddressException();
        judged = [.. judged.OrderBy(one => one.AddressFamily == AddressFamily.InterNetworkV6)];
        for (var i = 0; ; i++)
        {
            var address = judged[i];
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, context.DnsEndPoint.Port, ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (i + 1 < judged.Length)
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

/// <summary>The host has an address that webhooks do not go to.</summary>
public sealed class RefusedAddressException() : IOException("The address is not public.");
