using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace App.SignIn;

/// <summary>The secrets of an email code in clear text. Only the email contains them.</summary>
/// <param name="Code">Six digits; null if the email contains only a link.</param>
/// <param name="LinkToken">256 random bits.</param>
public sealed record MailedSecret(string? Code, string LinkToken);

/// <summary>The protected form of the secrets that is stored.</summary>
/// <param name="EncryptedKey">The email code's own key, encrypted by Data Protection.</param>
/// <param name="CodeMac">The HMAC of the digits under that key.</param>
/// <param name="LinkHash">The SHA-256 hash of the link token.</param>
public sealed record ProtectedSecret(byte[] EncryptedKey, byte[] CodeMac, byte[] LinkHash);

/// <summary>
/// Creates the secrets of email codes and checks the digits that people enter, for both realms. Six digits are easy to guess
/// from a plain hash, so an HMAC is stored: it is bound to the purpose of the code and uses a key of its own.
/// </summary>
public sealed class OneTimeCodes(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("challenge key");

    /// <summary>Checks the form of digits that a person has typed.</summary>
    public static void CheckDigits(Checks checks, string digits, string field) =>
        checks.That(DigitsIn(digits).Length == 6, field, "The code has six digits.");

    /// <summary>Returns the digits of a typed or pasted code (<see cref="TypedCode"/>).</summary>
    public static string DigitsIn(string? typed) => TypedCode.DigitsOf(typed);

    /// <param name="boundTo">The purpose, owner and id that the code is valid for.</param>
    public (MailedSecret Mailed, ProtectedSecret Kept) Make(string boundTo)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        var mailed = new MailedSecret(digits, Token.New());
        return (mailed, new(protector.Protect(key), Mac(key, boundTo, digits), Token.HashOf(mailed.LinkToken)));
    }

    public bool Fits(byte[] encryptedKey, byte[] codeMac, string boundTo, string code) =>
        CryptographicOperations.FixedTimeEquals(Mac(protector.Unprotect(encryptedKey), boundTo, code), codeMac);

    static byte[] Mac(byte[] key, string boundTo, string code) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{boundTo}|{code}"));
}
