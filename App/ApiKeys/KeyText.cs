using System.Security.Cryptography;
using System.Text;

namespace App.ApiKeys;

/// <summary>
/// The text of a key: <c>stk_live_</c>, 30 characters of base62 (about 178 bits, so a plain SHA-256 is a sound way to keep it), and
/// the CRC-32 of those 30 as six more, by which a typing error is told without a look-up and a scanner knows a leaked key.
/// </summary>
public sealed class KeyText
{
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const int Random = 30, Check = 6;
    public const string LivePrefix = "stk_live_", TestPrefix = "stk_test_";

    KeyText(string prefix, string random) => (Prefix, this.random) = (prefix, random);

    readonly string random;

    public string Prefix { get; }
    public string FirstEight => random[..8];
    public string Text => Prefix + random + Checksum(random);

    public static KeyText Make(bool live = true) => new(live ? LivePrefix : TestPrefix, RandomNumberGenerator.GetString(Alphabet, Random));

    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    /// <summary>Null for text that no key of ours can have.</summary>
    public static KeyText? Parse(string text)
    {
        var prefix = text.StartsWith(LivePrefix, StringComparison.Ordinal) ? LivePrefix : text.StartsWith(TestPrefix, StringComparison.Ordinal) ? TestPrefix : null;
        if (prefix is null || text.Length != prefix.Length + Random + Check)
            return null;
        var random = text.Substring(prefix.Length, Random);
        return random.All(char.IsAsciiLetterOrDigit) && text.EndsWith(Checksum(random), StringComparison.Ordinal) ? new(prefix, random) : null;
    }

    /// <summary>CRC-32 (ISO 3309) of the random part, six base62 digits, most significant first.</summary>
    public static string Checksum(string random)
    {
        var rest = Crc32.Of(Encoding.ASCII.GetBytes(random));
        Span<char> digits = stackalloc char[Check];
        for (var i = Check - 1; i >= 0; i--, rest /= 62)
            digits[i] = Alphabet[(int)(rest % 62)];
        return new string(digits);
    }
}
