using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace App.Platform.Http;

/// <summary>
/// Signs and verifies webhooks by Standard Webhooks 1.0: HMAC-SHA256 of <c>id.timestamp.body</c>, with the raw bytes of the body.
/// We sign our webhooks this way. Resend does, too, through Svix, whose headers start with <c>svix-</c>.
/// </summary>
public static class StandardWebhook
{
    public const string SecretPrefix = "whsec_";

    /// <summary>The timestamp may differ from the receiver's clock by this time, in both directions.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Returns the signing key: the base64 after <c>whsec_</c>, decoded.</summary>
    public static byte[] Key(string secret) =>
        Convert.FromBase64String(
            secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);

    /// <summary>Returns the signature, <c>v1,base64(HMAC-SHA256(key, id.timestamp.body))</c>.</summary>
    /// <param name="secret">The signing secret: <c>whsec_</c> and the key in base64.</param>
    /// <param name="id">The id of the message.</param>
    /// <param name="timestamp">The time of the attempt in Unix seconds.</param>
    /// <param name="body">The raw bytes of the body.</param>
    public static string Sign(string secret, string id, long timestamp, ReadOnlySpan<byte> body) =>
        "v1," + Convert.ToBase64String(Hash(Key(secret), $"{id}.{timestamp}.", body));

    /// <summary>
    /// Verifies a webhook that we received. One of the signatures, which are separated by spaces, must match, so secrets can be
    /// rotated.
    /// </summary>
    public static bool Verify(
        string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || signatures is null || !InTime(timestamp, now, out var seconds))
            return false;
        var expected = Sign(secret, id, seconds, body);
        return signatures.Split(' ').Any(given => Same(expected, given));
    }

    /// <summary>Returns the HMAC-SHA256 of the text followed by the body.</summary>
    public static byte[] Hash(byte[] key, string before, ReadOnlySpan<byte> body)
    {
        var signed = new byte[Encoding.UTF8.GetByteCount(before) + body.Length];
        body.CopyTo(signed.AsSpan(Encoding.UTF8.GetBytes(before, signed)));
        return HMACSHA256.HashData(key, signed);
    }

    public static bool InTime(string? timestamp, DateTimeOffset now, out long seconds) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= (long)Tolerance.TotalSeconds;

    /// <summary>Compares two signatures in constant time.</summary>
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
