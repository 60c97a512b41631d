using System.Text;

namespace App.Webhooks;

/// <summary>
/// Defines the headers that prove the origin of a webhook: those of Standard Webhooks, signed by <see cref="StandardWebhook"/>,
/// and a simpler one in Stripe's format. Both sign the raw bytes of the body.
/// </summary>
public static class WebhookSignature
{
    public const string Id = "webhook-id", Timestamp = "webhook-timestamp", Signature = "webhook-signature";
    public const string Simple = "X-Webhook-Signature", SimpleOld = "X-Webhook-Signature-Old";

    /// <summary>Returns <c>t=…,v1=hex(HMAC-SHA256(key, t.body))</c>. The key is the whole secret as text.</summary>
    public static string InHex(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        var hash = StandardWebhook.Hash(Encoding.UTF8.GetBytes(secret), $"{timestamp}.", body);
        return $"t={timestamp},v1={Convert.ToHexStringLower(hash)}";
    }

    /// <summary>Verifies a header made by <see cref="InHex"/>, as a receiver does.</summary>
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
