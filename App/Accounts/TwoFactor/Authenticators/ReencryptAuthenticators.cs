using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Encrypts the secrets of authenticator apps with the current key.</summary>
sealed class ReencryptAuthenticators(FieldCipher cipher) : IReencrypt
{
    const int Batch = 100;

    public async Task<int> ReencryptAsync(AppDb db, CancellationToken ct)
    {
        var done = 0;
        var currentPrefix = cipher.CurrentMark;
        var outdated = await db.Authenticators.AsNoTracking().Where(row => !row.EncryptedSecret.StartsWith(currentPrefix))
            .OrderBy(row => row.Id).Take(Batch).ToListAsync(ct);
        foreach (var app in outdated)
        {
            var reencrypted = app.Reencrypted(cipher);
            done += await db.Authenticators.Where(row => row.Id == app.Id && row.EncryptedSecret == app.EncryptedSecret)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EncryptedSecret, reencrypted), ct);
        }
        return done;
    }
}
