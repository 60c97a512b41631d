using System.Security.Cryptography;
using System.Text;

namespace App.Platform.Encryption;

/// <summary>
/// Encrypts single fields that a copy of the database must not reveal, with AES-256-GCM and <see cref="EncryptionKeys"/>. The
/// text contains the name of its key. It can only be decrypted for the row it was encrypted for.
/// </summary>
public sealed class FieldCipher(EncryptionKeys keys)
{
    const string Prefix = "enc:v1:";
    const int Nonce = 12;
    const int Tag = 16;

    /// <summary>Encrypts a secret with the current key.</summary>
    /// <param name="plain">The secret.</param>
    /// <param name="place">Table, column and row of the secret; decryption requires the same value.</param>
    public string Encrypt(ReadOnlySpan<byte> plain, string place)
    {
        var key = keys.Current;
        var blob = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(blob.AsSpan(0, Nonce));
        using var aes = new AesGcm(key.Value, Tag);
        aes.Encrypt(
            blob.AsSpan(0, Nonce), plain, blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag), AssociatedData(key.Id, place));
        return $"{Prefix}{key.Id}:{Convert.ToBase64String(blob)}";
    }

    /// <summary>Decrypts a secret. Throws if the text was changed or copied from another row, or if its key is missing.</summary>
    public byte[] Decrypt(string text, string place)
    {
        var (id, body) = Parse(text);
        var key = keys.Find(id) ?? throw new CryptographicException(
            $"The encryption key {id} is missing. Add it to Encryption__OldKeys, or its file to Encryption__KeyFolder.");
        var blob = Convert.FromBase64String(body);
        var plain = new byte[blob.Length - Nonce - Tag];
        using var aes = new AesGcm(key.Value, Tag);
        aes.Decrypt(blob.AsSpan(0, Nonce), blob.AsSpan(Nonce + Tag), blob.AsSpan(Nonce, Tag), plain, AssociatedData(id, place));
        return plain;
    }

    /// <summary>Gets the prefix of every text that the current key has encrypted.</summary>
    public string CurrentMark => $"{Prefix}{keys.Current.Id}:";

    /// <summary>Re-encrypts a secret with the current key; null if the current key has encrypted it already.</summary>
    public string? Reencrypt(string text, string place) =>
        Parse(text).Key == keys.Current.Id ? null : Encrypt(Decrypt(text, place), place);

    static (string Key, string Body) Parse(string text)
    {
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length..].Split(':') is [var id, var body])
            return (id, body);
        throw new CryptographicException("The text is not an encrypted field.");
    }

    static byte[] AssociatedData(string key, string place) => Encoding.UTF8.GetBytes($"{key}|{place}");
}
