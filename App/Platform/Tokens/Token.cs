using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace App.Platform;

/// <summary>An opaque secret of 256 random bits for a cookie or a link. Kept is its SHA-256, which so many bits need no salt for.</summary>
public static class Token
{
    /// <summary>Of its text.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
