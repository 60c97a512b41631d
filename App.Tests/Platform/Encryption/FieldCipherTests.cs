using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class FieldCipherTests
{
    const string Place = "authenticators|encrypted_secret|ada|1";
    static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of Ada's");

    static string Key(string id, byte fill) => $"{id}:{Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray())}";

    static FieldCipher With(string key, string? old = null) => new(new EncryptionKeys(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Encryption:Key"] = key, ["Encryption:OldKeys"] = old })
        .Build(), TimeProvider.System));

    [Fact]
    public void A_value_decrypts_in_its_place_and_names_its_key()
    {
        var cipher = With(Key("2026", 1));
        var blob = cipher.Encrypt(Secret, Place);

        Assert.StartsWith("enc:v1:2026:", blob);
        Assert.Equal(Secret, cipher.Decrypt(blob, Place));
        Assert.NotEqual(blob, cipher.Encrypt(Secret, Place)); // each value has its own nonce
    }

    [Fact]
    public void A_moved_or_modified_ciphertext_does_not_decrypt()
    {
        var cipher = With(Key("2026", 1));
        var blob = cipher.Encrypt(Secret, Place);
        var bytes = Convert.FromBase64String(blob.Split(':')[3]);
        bytes[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(blob, "authenticators|encrypted_secret|ben|1"));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt($"enc:v1:2026:{Convert.ToBase64String(bytes)}", Place));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt("in the clear", Place));
    }

    [Fact]
    public void After_a_key_change_old_values_decrypt_and_new_ones_use_the_new_key()
    {
        var before = With(Key("2026", 1)).Encrypt(Secret, Place);
        var after = With(Key("2027", 2), Key("2026", 1));

        Assert.Equal(Secret, after.Decrypt(before, Place));
        Assert.StartsWith("enc:v1:2027:", after.Encrypt(Secret, Place));
        Assert.Contains(
            "2026", Assert.ThrowsAny<CryptographicException>(() => With(Key("2027", 2)).Decrypt(before, Place)).Message);
        // The same id with other key material does not decrypt.
        Assert.ThrowsAny<CryptographicException>(() => With(Key("2026", 2)).Decrypt(before, Place));
    }
}
