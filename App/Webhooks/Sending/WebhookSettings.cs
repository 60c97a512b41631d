using System.Net;

namespace App.Webhooks;

/// <summary>Holds the exceptions to "public addresses only", and the timeout of an attempt.</summary>
/// <param name="AllowedNetworks">
/// Networks in CIDR notation that webhooks may be sent to although they are not public, also over http and on any port.
/// </param>
/// <param name="Receiver">The URL of Development's sample receiver. It and the paths below it are allowed.</param>
/// <param name="Timeout">The limit for a whole attempt.</param>
public sealed record WebhookSettings(IReadOnlyList<IPNetwork> AllowedNetworks, Uri? Receiver, TimeSpan Timeout)
{
    /// <summary>An attempt may take this long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static WebhookSettings From(IConfiguration configuration, bool development)
    {
        var networks = configuration["Webhooks:AllowedNetworks"]
                ?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? configuration.GetSection("Webhooks:AllowedNetworks").GetChildren().Select(child => child.Value ?? "").ToArray();
        var port = configuration.GetValue<int?>("STOCKADE_PORT");
        var receiver = development && port is not null ? new Uri($"http://localhost:{port}/dev/receiver") : null;
        return new([.. networks.Select(Parse)], receiver, Longest);
    }

    static IPNetwork Parse(string text) => IPNetwork.TryParse(text, out var network)
        ? network
        : throw new InvalidOperationException($"Webhooks__AllowedNetworks: '{text}' is not a network such as 10.0.0.0/8.");

    /// <summary>Returns the URL at the sample receiver for an organization; null outside Development.</summary>
    public Uri? ReceiverOf(string slug) => Receiver is null ? null : new Uri($"{Receiver}/{slug}");

    public bool IsReceiver(Uri url) =>
        Receiver is not null
        && url.Scheme == Receiver.Scheme
        && url.Host == Receiver.Host
        && url.Port == Receiver.Port
        && (url.AbsolutePath == Receiver.AbsolutePath
            || url.AbsolutePath.StartsWith(Receiver.AbsolutePath + "/", StringComparison.Ordinal));
}
