using System.Net;
using App.Webhooks;

namespace App.Tests.Webhooks;

public sealed class DestinationsTests
{
    static readonly Destinations Strict = With();

    static Destinations With(string? networks = null, Uri? receiver = null) =>
        new(new(networks is null ? [] : [.. networks.Split(',').Select(IPNetwork.Parse)], receiver, WebhookSettings.Longest));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Private_and_reserved_addresses_are_rejected(string address)
    {
        var parsed = IPAddress.Parse(address);
        Assert.False(Destinations.IsPublic(parsed));
        // One private address rejects the host name, even if its other addresses are public.
        Assert.Empty(Strict.Judge(new("https://example.com/"), [IPAddress.Parse("93.184.215.14"), parsed]));
        Assert.NotNull(
            Strict.Fault(address.Contains(':', StringComparison.Ordinal) ? $"https://[{address}]/" : $"https://{address}/"));
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("93.184.215.14")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450:4001::1")]
    public void Public_addresses_are_accepted(string address) => Assert.True(Destinations.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.com/hooks")]
    [InlineData("https://example.com:8443/")]
    [InlineData("https://1.1.1.1/hooks?x=1")]
    [InlineData("https://bücher.example/")]
    public void A_public_https_URL_is_accepted(string url) => Assert.Null(Strict.Fault(url));

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("/hooks")]
    [InlineData("http://example.com/")]
    [InlineData("http://example.com:443/")]
    [InlineData("https://example.com:444/")]
    [InlineData("https://example.com:22/")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user@example.com/")]
    [InlineData("https://user:pass@example.com/")]
    [InlineData("https://example.com/#x")]
    [InlineData("https://example.com/ x")]
    [InlineData("https://example.com/\r\nHost: x")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://api.localhost/")]
    [InlineData("https://db.internal/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://intranet/")]
    [InlineData("https://127.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://①②⑦.0.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::1]:8443/")]
    [InlineData("https://0/")]
    public void Any_other_URL_is_rejected_with_a_reason(string url) => Assert.NotNull(Strict.Fault(url));

    [Fact]
    public void An_allowed_network_permits_only_addresses_within_it()
    {
        var inside = With("10.20.0.0/16,127.0.0.0/8");
        Assert.Null(inside.Fault("http://10.20.3.4:9000/hooks"));
        Assert.NotNull(inside.Fault("http://10.21.3.4:9000/hooks"));
        Assert.NotNull(inside.Fault("http://1.1.1.1/"));
        Assert.Equal(
            [IPAddress.Loopback], inside.Judge(new("http://localhost:9000/"), [IPAddress.IPv6Loopback, IPAddress.Loopback]));
        // Plain http only within the network.
        Assert.Empty(inside.Judge(new("http://example.com/"), [IPAddress.Parse("1.1.1.1")]));
        Assert.Empty(inside.Judge(new("https://example.com/"), [IPAddress.Parse("192.168.0.1")]));
    }

    [Theory]
    [InlineData("http://localhost:5080/dev/receiver", true)]
    [InlineData("http://localhost:5080/dev/receiver/a", true)]
    [InlineData("http://localhost:5080/dev/receiver/../../api/v1/me", false)]
    [InlineData("http://localhost:5080/dev/receiverx", false)]
    [InlineData("http://localhost:5080/api/v1/products", false)]
    [InlineData("http://localhost:5081/dev/receiver", false)]
    [InlineData("https://localhost:5080/dev/receiver", false)]
    public void In_Development_the_sample_receiver_is_allowed_but_no_other_local_URL(string url, bool accepted) =>
        Assert.Equal(accepted, With(receiver: new("http://localhost:5080/dev/receiver")).Fault(url) is null);
}
