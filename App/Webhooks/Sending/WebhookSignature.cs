using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace App.Webhooks;

/// <summary>
/// How a webhook proves where it comes from: Standard Webhooks 1.0 (<c>webhook-id</c>, <c>webhook-timestamp</c>,
/// <c>webhook-signature</c>), and beside it a simpler header in Stripe's form. Both sign the raw bytes of the body.
/// </summary>
public static class WebhookSignature
{
    public const string Id = "webhook-id", Timestamp = "webhook-timestamp", Signature = "webhook-signature";
    public const string Simple = "X-Webhook-Signature", SimpleOld = "X-Webhook-Signature-Old";

    /// <summary>How far a receiver's clock may be from the timestamp, both ways.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary><c>v1,base64(HMAC-SHA256(key, id.timestamp.body))</c>, the key being the decoded part after <c>whsec_</c>.</summary>
    public static string Standard(string secret, string id, long timestamp, ReadOnlySpan<byte> body) =>
        "v1," + Convert.ToBase64String(Hash(WebhookSecret.Key(secret), $"{id}.{timestamp}.", body));

    /// <summary><c>t=…,v1=hex(HMAC-SHA256(key, t.body))</c>, the key being the whole secret as text.</summary>
    public static string InHex(string secret, long timestamp, ReadOnlySpan<byte> body) =>
        $"t={timestamp},v1={Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(secret), $"{timestamp}.", body))}";

    static byte[] Hash(byte[] key, string before, ReadOnlySpan<byte> body)
    {
        var signed = new byte[Encoding.UTF8.GetByteCount(before) + body.Length];
        body.CopyTo(signed.AsSpan(Encoding.UTF8.GetBytes(before, signed)));
        return HMACSHA256.HashData(key, signed);
    }

    /// <summary>The receiver's side of <see cref="Standard"/>: any of the signatures in the header will do.</summary>
    public static bool VerifyStandard(string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (id is null || signatures is null || !InTime(timestamp, now, out var seconds))
            return false;
        var expected = Standard(secret, id, seconds, body);
        return signatures.Split(' ').Any(given => Same(expected, given));
    }

    /// <summary>The receiver's side of <see cref="InHex"/>.</summary>
    public static bool VerifyInHex(string secret, string? header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var parts = (header ?? "").Split(',');
        var timestamp = parts.FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal))?[2..];
        if (!InTime(timestamp, now, out var seconds))
            return false;
        var expected = InHex(secret, seconds, body).Split(',')[1];
        return parts.Any(given => Same(expected, given));
    }

    static bool InTime(string? timestamp, DateTimeOffset now, out long seconds) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= (long)Tolerance.TotalSeconds;

    static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
