using Microsoft.AspNetCore.DataProtection;

namespace App.Platform.Tokens;

/// <summary>Encrypts and decrypts the private keys that are stored in the database.</summary>
sealed class SigningKeyProtector(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("signing key");

    public byte[] Close(byte[] key) => protector.Protect(key);

    public byte[] Open(byte[] encrypted) => protector.Unprotect(encrypted);
}
