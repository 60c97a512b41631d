using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using App.Platform;
using Microsoft.AspNetCore.DataProtection;

namespace App.Accounts;

/// <summary>What a challenge mails, in clear for the letter alone.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="LinkToken">256 bits.</param>
public sealed record MailedSecret(string Code, string LinkToken);

/// <summary>What the database keeps of it.</summary>
/// <param name="SealedKey">The challenge's own key, sealed by Data Protection.</param>
/// <param name="CodeMac">HMAC of the digits under that key.</param>
/// <param name="LinkHash">SHA-256 of the token.</param>
public sealed record SealedSecret(byte[] SealedKey, byte[] CodeMac, byte[] LinkHash);

/// <summary>
/// Makes what is mailed and recognizes what comes back, for both realms. Six digits are few: they are kept as an HMAC that is bound to what
/// they are for, under a key of the challenge's own.
/// </summary>
public sealed class ChallengeSeal(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("challenge key");

    /// <param name="boundTo">Purpose, owner and challenge: a code is right for these alone.</param>
    public (MailedSecret Mailed, SealedSecret Kept) Make(string boundTo)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var mailed = new MailedSecret(RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture), Token.New());
        return (mailed, new(protector.Protect(key), Mac(key, boundTo, mailed.Code), Token.HashOf(mailed.LinkToken)));
    }

    public bool Fits(byte[] sealedKey, byte[] codeMac, string boundTo, string code) =>
        CryptographicOperations.FixedTimeEquals(Mac(protector.Unprotect(sealedKey), boundTo, code), codeMac);

    static byte[] Mac(byte[] key, string boundTo, string code) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{boundTo}|{code}"));
}
