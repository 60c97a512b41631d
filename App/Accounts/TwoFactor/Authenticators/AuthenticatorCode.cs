using System.Security.Cryptography;
using OtpNet;

namespace App.Accounts;

/// <summary>
/// Checks the codes of authenticator apps with Otp.NET (RFC 6238): SHA-1, time steps of 30 seconds, six digits. These are the
/// library's defaults and what every app supports.
/// </summary>
public static class AuthenticatorCode
{
    const int SecretBytes = 20;

    static readonly OtpNet.VerificationWindow OneStepEitherWay = new(previous: 1, future: 1);

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>
    /// Finds the time step of a code: the current one or one of its neighbors, because the clocks of phones are not exact.
    /// Returns null if the code matches none of the three. The caller must store the step, because Otp.NET does not: a code
    /// works once.
    /// </summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now) =>
        new Totp(secret).VerifyTotp(now.UtcDateTime, code, out var step, OneStepEitherWay) ? step : null;

    /// <summary>Returns the <c>otpauth</c> URI for the QR code, from which an app reads the secret.</summary>
    public static string AddressOf(byte[] secret, string account) =>
        new OtpUri(OtpType.Totp, secret, account, "Stockade").ToString();
}
