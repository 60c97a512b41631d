using System.Security.Cryptography;
using System.Text;

namespace App.SignIn;

/// <summary>
/// Represents one refresh token in the chain of a session. Only its SHA-256 hash is stored. A used token also stores its
/// successor for a short time, in case the client repeats the request. The successor is encrypted with a key that is derived from
/// the used token, so only a client that has the one can read the other.
/// </summary>
public abstract class RefreshToken
{
    const int Nonce = 12, Tag = 16;

    /// <summary>
    /// A used token still returns its successor during this time, for a second tab or a lost response.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public byte[] Hash { get; private set; } = [];
    public Id<Session> SessionId { get; private set; }
    public DateTimeOffset IssuedAt { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }
    public byte[]? Successor { get; private set; }

    /// <summary>Makes it the first refresh token of a session.</summary>
    internal void Issue(Id<Session> session, byte[] hash, DateTimeOffset now)
    {
        SessionId = session;
        Hash = hash;
        IssuedAt = now;
    }

    internal static byte[] EncryptSuccessor(string spent, string successor)
    {
        var plain = Encoding.ASCII.GetBytes(successor);
        var blob = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, Nonce));
        using var aes = new AesGcm(KeyFrom(spent), Tag);
        aes.Encrypt(blob.AsSpan(0, Nonce), plain, blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag));
        return blob;
    }

    internal static string DecryptSuccessor(string spent, byte[] blob)
    {
        var plain = new byte[blob.Length - Nonce - Tag];
        using var aes = new AesGcm(KeyFrom(spent), Tag);
        aes.Decrypt(blob.AsSpan(0, Nonce), blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag), plain);
        return Encoding.ASCII.GetString(plain);
    }

    static byte[] KeyFrom(string spent) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(spent), 32, info: "refresh token successor"u8.ToArray());
}
