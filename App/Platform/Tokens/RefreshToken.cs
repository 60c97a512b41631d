using System.Security.Cryptography;
using System.Text;

namespace App.Platform;

/// <summary>
/// One link in a session's chain of refresh tokens. Kept is its SHA-256. Once spent, it keeps its successor for a moment's repetition: under
/// a key drawn from the spent token itself, so that only who holds the one can open the other.
/// </summary>
public abstract class RefreshToken
{
    const int Nonce = 12, Tag = 16;

    /// <summary>How long a spent token still answers with its successor: for a second tab, and for an answer that was lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public byte[] Hash { get; private protected set; } = [];
    public DateTimeOffset IssuedAt { get; private protected set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public byte[]? Successor { get; private set; }

    internal static byte[] Seal(string spent, string successor)
    {
        var plain = Encoding.ASCII.GetBytes(successor);
        var blob = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, Nonce));
        using var aes = new AesGcm(KeyFrom(spent), Tag);
        aes.Encrypt(blob.AsSpan(0, Nonce), plain, blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag));
        return blob;
    }

    internal static string Open(string spent, byte[] blob)
    {
        var plain = new byte[blob.Length - Nonce - Tag];
        using var aes = new AesGcm(KeyFrom(spent), Tag);
        aes.Decrypt(blob.AsSpan(0, Nonce), blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag), plain);
        return Encoding.ASCII.GetString(plain);
    }

    static byte[] KeyFrom(string spent) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(spent), 32, info: "refresh token successor"u8.ToArray());
}
