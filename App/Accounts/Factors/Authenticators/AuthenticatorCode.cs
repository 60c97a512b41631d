using System.Security.Cryptography;
using OtpNet;

namespace App.Accounts;

/// <summary>
/// Checks the codes of authenticator apps with Otp.NET (RFC 6238): SHA-1, steps of 30 seconds, six digits. Those are the
/// library's defaults and what every app assumes.
/// </summary>
public static class AuthenticatorCode
{
    const int SecretBytes = 20;

    static readonly OtpNet.VerificationWindow OneStepEitherWay = new(previous: 1, future: 1);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>
    /// Finds the time step that a code belongs to: the current one or a neighbor, because the clocks of phones are not exact.
    /// The answer is null when the code belongs to none of the three. The caller remembers the step, because Otp.NET does not:
    /// a code opens once.
    /// </summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now) =>
        new Totp(secret).VerifyTotp(now.UtcDateTime, code, out var step, OneStepEitherWay) ? step : null;

    /// <summary>Writes the address that the QR code holds, from which an app takes the secret.</summary>
    public static string AddressOf(byte[] secret, string account) =>
        new OtpUri(OtpType.Totp, secret, account, "Stockade").ToString();
}
