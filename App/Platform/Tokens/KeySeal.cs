using Microsoft.AspNetCore.DataProtection;

namespace App.Platform;

/// <summary>Seals private keys for the database: the one place that knows with what.</summary>
sealed class KeySeal(IDataProtectionProvider protection)
{
    readonly IDataProtector protector = protection.CreateProtector("signing key");

    public byte[] Close(byte[] key) => protector.Protect(key);

    public byte[] Open(byte[] closed) => protector.Unprotect(closed);
}
