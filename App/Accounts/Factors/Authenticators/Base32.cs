using System.Text;

namespace App.Accounts;

/// <summary>RFC 4648 base32 without padding: letters and digits that people can type from a screen.</summary>
public static class Base32
{
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int held = 0, bits = 0;
        foreach (var one in bytes)
        {
            held = held << 8 | one;
            for (bits += 8; bits >= 5; bits -= 5)
                text.Append(Alphabet[held >> bits - 5 & 31]);
            held &= (1 << bits) - 1;
        }
        return bits == 0 ? text.ToString() : text.Append(Alphabet[held << 5 - bits & 31]).ToString();
    }
}
