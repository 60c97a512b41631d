using System.Security.Cryptography;
using System.Text;

namespace App.Platform;

/// <summary>
/// Seals single fields that a copy of the database must not tell: AES-256-GCM under <see cref="FieldKeys"/>. What is sealed opens only
/// for the row it was sealed for, and says itself which key it needs.
/// </summary>
public sealed class FieldCipher(FieldKeys keys)
{
    const string Mark = "enc:v1:";
    const int Nonce = 12, Tag = 16;

    /// <param name="plain">The secret.</param>
    /// <param name="place">Table, column and row it belongs to; the same is needed to open it.</param>
    public string Close(ReadOnlySpan<byte> plain, string place)
    {
        var key = keys.Current;
        var blob = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, Nonce));
        using var aes = new AesGcm(key.Value, Tag);
        aes.Encrypt(blob.AsSpan(0, Nonce), plain, blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag), Bound(key.Id, place));
        return $"{Mark}{key.Id}:{Convert.ToBase64String(blob)}";
    }

    /// <summary>The secret; a blob that was changed, or moved here from another row, is an exception.</summary>
    public byte[] Open(string text, string place)
    {
        var (id, body) = Parts(text);
        var key = keys.Find(id) ?? throw new CryptographicException($"The field key {id} is gone: put it back among the old ones (Encryption__OldKeys, or its file in Encryption__KeyFolder).");
        var blob = Convert.FromBase64String(body);
        var plain = new byte[blob.Length - Nonce - Tag];
        using var aes = new AesGcm(key.Value, Tag);
        aes.Decrypt(blob.AsSpan(0, Nonce), blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag), plain, Bound(id, place));
        return plain;
    }

    /// <summary>How everything begins that the key which seals now has sealed.</summary>
    public string CurrentMark => $"{Mark}{keys.Current.Id}:";

    /// <summary>The same secret under the key that seals now; null when it is under that one already.</summary>
    public string? Rewrap(string text, string place) => Parts(text).Key == keys.Current.Id ? null : Close(Open(text, place), place);

    static (string Key, string Body) Parts(string text) => text.StartsWith(Mark, StringComparison.Ordinal) && text[Mark.Length..].Split(':') is [var id, var body]
        ? (id, body) : throw new CryptographicException("This is no sealed field.");

    static byte[] Bound(string key, string place) => Encoding.UTF8.GetBytes($"{key}|{place}");
}
