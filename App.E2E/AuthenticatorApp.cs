using System.Buffers.Binary;
using System.Security.Cryptography;

namespace App.E2E;

/// <summary>What an authenticator app makes of the key on the screen; written apart from the product's own.</summary>
static class AuthenticatorApp
{
    /// <param name="key">The secret in base32.</param>
    /// <param name="steps">So many steps of 30 seconds from now.</param>
    public static string CodeOf(string key, int steps)
    {
        var bits = string.Concat(key.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // RFC 6238 means SHA-1
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        return $"{(BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15)) & 0x7FFFFFFF) % 1_000_000:000000}";
    }
}
