using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace App.Platform;

/// <summary>
/// How a webhook proves where it comes from, by Standard Webhooks 1.0: HMAC-SHA256 of <c>id.timestamp.body</c>, the body as the raw bytes.
/// We sign so, and Resend does (Svix, whose headers begin with <c>svix-</c>).
/// </summary>
public static class StandardWebhook
{
    public const string SecretPrefix = "whsec_";

    /// <summary>How far the timestamp may be from the receiver's clock, both ways.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The bytes that sign: what the base64 after <c>whsec_</c> stands for.</summary>
    public static byte[] Key(string secret) =>
        Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);

    /// <summary><c>v1,base64(HMAC-SHA256(key, id.timestamp.body))</c>.</summary>
    /// <param name="secret"><c>whsec_</c> and base64.</param>
    /// <param name="id">Of the message.</param>
    /// <param name="timestamp">Unix seconds.</param>
    /// <param name="body">What is sent.</param>
    public static string Sign(string secret, string id, long timestamp, ReadOnlySpan<byte> body) =>
        "v1," + Convert.ToBase64String(Hash(Key(secret), $"{id}.{timestamp}.", body));

    /// <summary>The receiver's side: any of the signatures, which stand apart by spaces, will do, so that secrets can be changed.</summary>
    public static bool Verify(string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || signatures is null || !InTime(timestamp, now, out var seconds))
            return false;
        var expected = Sign(secret, id, seconds, body);
        return signatures.Split(' ').Any(given => Same(expected, given));
    }

    /// <summary>HMAC-SHA256 of some text and the body after it.</summary>
    public static byte[] Hash(byte[] key, string before, ReadOnlySpan<byte> body)
    {
        var signed = new byte[Encoding.UTF8.GetByteCount(before) + body.Length];
        body.CopyTo(signed.AsSpan(Encoding.UTF8.GetBytes(before, signed)));
        return HMACSHA256.HashData(key, signed);
    }

    public static bool InTime(string? timestamp, DateTimeOffset now, out long seconds) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= (long)Tolerance.TotalSeconds;

    /// <summary>In the same time, wherever they differ.</summary>
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
