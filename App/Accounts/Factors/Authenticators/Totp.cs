using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace App.Accounts;

/// <summary>
/// Codes that follow the clock (RFC 6238 over RFC 4226): HMAC-SHA-1, steps of 30 seconds, six digits, which is what authenticator apps
/// understand without being told.
/// </summary>
public static class Totp
{
    const int Period = 30, Digits = 6, SecretBytes = 20;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>Which step of the clock a moment is in.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / Period;

    [SuppressMessage("Security", "CA5350", Justification = "SHA-1 is what RFC 6238 and the apps mean; as a MAC it stands.")]
    public static string CodeAt(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % (uint)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code it is, this one or a neighbor: phones' clocks go wrong a little. Null when it is none of theirs.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        long? found = null;
        var given = Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(secret, step)), given))
                found = step;
        return found;
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string AddressOf(ReadOnlySpan<byte> secret, string account) =>
        $"otpauth://totp/Stockade:{Uri.EscapeDataString(account)}?secret={Base32.Of(secret)}&issuer=Stockade&algorithm=SHA1&digits={Digits}&period={Period}";
}
