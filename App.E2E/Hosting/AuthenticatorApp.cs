using System.Buffers.Binary;
using System.Security.Cryptography;

namespace App.E2E;

/// <summary>Computes the codes of an authenticator app, independently of the product's own implementation.</summary>
static class AuthenticatorApp
{
    /// <param name="key">The secret in base32.</param>
    /// <param name="steps">The number of 30-second steps from now.</param>
    public static string CodeOf(string key, int steps)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(c =>
            Convert.ToString(alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // RFC 6238 requires SHA-1
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        return $"{(BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15)) & 0x7FFFFFFF) % 1_000_000:000000}";
    }
}
