using System.Net;

namespace App.Webhooks;

/// <summary>Exceptions to "public addresses only", and how long a receiver may take.</summary>
/// <param name="AllowedNetworks">Networks in CIDR notation that may be posted to although they are not public, over http and any port too.</param>
/// <param name="Receiver">Development's own receiver: this address and what lies below it.</param>
/// <param name="Timeout">For the whole of an attempt.</param>
public sealed record WebhookSettings(IReadOnlyList<IPNetwork> AllowedNetworks, Uri? Receiver, TimeSpan Timeout)
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    public static WebhookSettings From(IConfiguration configuration, bool development)
    {
        var listed = configuration["Webhooks:AllowedNetworks"]?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? configuration.GetSection("Webhooks:AllowedNetworks").GetChildren().Select(child => child.Value ?? "").ToArray();
        var port = configuration.GetValue<int?>("STOCKADE_PORT");
        return new([.. listed.Select(Parse)], development && port is { } own ? new Uri($"http://localhost:{own}/dev/receiver") : null, Longest);
    }

    static IPNetwork Parse(string text) => IPNetwork.TryParse(text, out var network)
        ? network
        : throw new InvalidOperationException($"Webhooks__AllowedNetworks: '{text}' is not a network such as 10.0.0.0/8.");

    public bool IsReceiver(Uri url) => Receiver is { } own && url.Scheme == own.Scheme && url.Host == own.Host && url.Port == own.Port
        && (url.AbsolutePath == own.AbsolutePath || url.AbsolutePath.StartsWith(own.AbsolutePath + "/", StringComparison.Ordinal));
}
