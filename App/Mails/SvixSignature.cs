using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace App.Mails;

/// <summary>How Resend's webhooks prove where they come from: HMAC-SHA256 of <c>id.timestamp.body</c>, the body as the raw bytes that came.</summary>
public static class SvixSignature
{
    public const string Id = "svix-id", Timestamp = "svix-timestamp", Signature = "svix-signature";

    const string Prefix = "whsec_";

    /// <summary>How far the timestamp may be from our clock, both ways.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <param name="secret">As Resend shows it: <c>whsec_</c> and base64.</param>
    /// <param name="id">svix-id.</param>
    /// <param name="timestamp">svix-timestamp, unix seconds.</param>
    /// <param name="signatures">svix-signature: one or more, apart by spaces; any will do, so that secrets can be changed.</param>
    /// <param name="body">What came.</param>
    /// <param name="now">By our clock.</param>
    public static bool Holds(string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || signatures is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds)
            return false;
        var expected = Encoding.UTF8.GetBytes(Of(secret, id, seconds, body));
        return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(given)));
    }

    public static string Of(string secret, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Convert.FromBase64String(secret[Prefix.Length..]));
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
