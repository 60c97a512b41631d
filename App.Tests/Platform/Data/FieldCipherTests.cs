using System.Security.Cryptography;
using System.Text;
using App.Platform;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

public sealed class FieldCipherTests
{
    const string Place = "authenticators|sealed_secret|ada|1";
    static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of Ada's");

    static string Key(string id, byte fill) => $"{id}:{Convert.ToBase64String(Enumerable.Repeat(fill, 32).ToArray())}";

    static FieldCipher With(string key, string? old = null) => new(new FieldKeys(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["Encryption:Key"] = key, ["Encryption:OldKeys"] = old }).Build(), TimeProvider.System));

    [Fact]
    public void What_is_sealed_opens_at_its_place_and_names_its_key()
    {
        var cipher = With(Key("2026", 1));
        var blob = cipher.Close(Secret, Place);

        Assert.StartsWith("enc:v1:2026:", blob);
        Assert.Equal(Secret, cipher.Open(blob, Place));
        Assert.NotEqual(blob, cipher.Close(Secret, Place)); // a nonce of its own each time
    }

    [Fact]
    public void Moved_to_another_row_or_changed_it_opens_nothing()
    {
        var cipher = With(Key("2026", 1));
        var blob = cipher.Close(Secret, Place);
        var bytes = Convert.FromBase64String(blob.Split(':')[3]);
        bytes[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => cipher.Open(blob, "authenticators|sealed_secret|ben|1"));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Open($"enc:v1:2026:{Convert.ToBase64String(bytes)}", Place));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Open("in the clear", Place));
    }

    [Fact]
    public void After_a_change_of_keys_the_old_one_opens_and_the_new_one_seals()
    {
        var before = With(Key("2026", 1)).Close(Secret, Place);
        var after = With(Key("2027", 2), Key("2026", 1));

        Assert.Equal(Secret, after.Open(before, Place));
        Assert.StartsWith("enc:v1:2027:", after.Close(Secret, Place));
        Assert.Contains("2026", Assert.ThrowsAny<CryptographicException>(() => With(Key("2027", 2)).Open(before, Place)).Message);
        Assert.ThrowsAny<CryptographicException>(() => With(Key("2026", 2)).Open(before, Place)); // the name alone is not the key
    }
}
