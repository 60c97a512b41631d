using System.Security.Cryptography;
using System.Text;

namespace App.ApiKeys;

/// <summary>
/// Makes and parses the text of API keys: <c>stk_live_</c>, 30 characters of base62 (about 178 bits, so a plain SHA-256 is a safe
/// way to store it), and their CRC-32 as six more characters. The checksum detects typing errors without a lookup, and lets
/// scanners recognize leaked keys.
/// </summary>
public sealed class KeyText
{
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const int Random = 30, Check = 6;
    public const string LivePrefix = "stk_live_", TestPrefix = "stk_test_";

    readonly string random;

    KeyText(string prefix, string random)
    {
        Prefix = prefix;
        this.random = random;
    }

    public string Prefix { get; }
    public string FirstEight => random[..8];
    public string Text => Prefix + random + Checksum(random);

    public static KeyText Make(bool live = true) =>
        new(live ? LivePrefix : TestPrefix, RandomNumberGenerator.GetString(Alphabet, Random));

    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    /// <summary>Parses a key. Returns null if the text is not a well-formed key.</summary>
    public static KeyText? Parse(string text)
    {
        var prefix = text.StartsWith(TestPrefix, StringComparison.Ordinal) ? TestPrefix : LivePrefix;
        if (!text.StartsWith(prefix, StringComparison.Ordinal) || text.Length != prefix.Length + Random + Check)
            return null;
        var random = text.Substring(prefix.Length, Random);
        if (!random.All(char.IsAsciiLetterOrDigit) || !text.EndsWith(Checksum(random), StringComparison.Ordinal))
            return null;
        return new(prefix, random);
    }

    /// <summary>Returns the CRC-32 (ISO 3309) of the random part as six base62 digits, most significant first.</summary>
    public static string Checksum(string random)
    {
        var rest = Crc32.Of(Encoding.ASCII.GetBytes(random));
        Span<char> digits = stackalloc char[Check];
        for (var i = Check - 1; i >= 0; i--, rest /= 62)
            digits[i] = Alphabet[(int)(rest % 62)];
        return new string(digits);
    }
}
