using System.Text;
using App.Platform;

namespace App.Webhooks;

/// <summary>
/// The headers that prove where a webhook comes from: those of Standard Webhooks, signed as <see cref="StandardWebhook"/> says, and beside
/// them a simpler one in Stripe's form. Both sign the raw bytes of the body.
/// </summary>
public static class WebhookSignature
{
    public const string Id = "webhook-id", Timestamp = "webhook-timestamp", Signature = "webhook-signature";
    public const string Simple = "X-Webhook-Signature", SimpleOld = "X-Webhook-Signature-Old";

    /// <summary><c>t=…,v1=hex(HMAC-SHA256(key, t.body))</c>, the key being the whole secret as text.</summary>
    public static string InHex(string secret, long timestamp, ReadOnlySpan<byte> body) =>
        $"t={timestamp},v1={Convert.ToHexStringLower(StandardWebhook.Hash(Encoding.UTF8.GetBytes(secret), $"{timestamp}.", body))}";

    /// <summary>The receiver's side of <see cref="InHex"/>.</summary>
    public static bool VerifyInHex(string secret, string? header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',');
        var timestamp = parts.FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal))?[2..];
        if (!StandardWebhook.InTime(timestamp, now, out var seconds))
            return false;
        var expected = InHex(secret, seconds, body).Split(',')[1];
        return parts.Any(given => StandardWebhook.Same(expected, given));
    }
}
