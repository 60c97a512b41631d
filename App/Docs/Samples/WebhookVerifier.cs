using System.Security.Cryptography;
using System.Text;

namespace Webhooks;

public static class WebhookVerifier
{
    /// <summary>Returns true if the webhook is from Stockade and at most five minutes old.</summary>
    /// <param name="secret">The signing secret of the endpoint, whsec_….</param>
    /// <param name="id">The header webhook-id.</param>
    /// <param name="timestamp">The header webhook-timestamp.</param>
    /// <param name="signatures">The header webhook-signature.</param>
    /// <param name="body">The raw bytes of the body, before parsing.</param>
    public static bool IsFromStockade(
        string secret, string? id, string? timestamp, string? signatures, byte[] body)
    {
        if (string.IsNullOrEmpty(id) || signatures is null || !long.TryParse(timestamp, out var seconds))
            return false;
        if (Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - seconds) > 300)
            return false;

        var key = Convert.FromBase64String(secret.Replace("whsec_", ""));
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
        return signatures.Split(' ').Any(given => CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given)));
    }
}
