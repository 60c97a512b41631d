using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace App.Platform.Tokens;

/// <summary>
/// Generates opaque secrets of 256 random bits for cookies and links. Only the SHA-256 hash is stored; with this many random bits
/// it needs no salt.
/// </summary>
public static class Token
{
    /// <summary>A token has this many characters.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
