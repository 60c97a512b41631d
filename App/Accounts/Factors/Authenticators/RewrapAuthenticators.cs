using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>The secrets of authenticator apps under the key that seals now.</summary>
sealed class RewrapAuthenticators(FieldCipher cipher) : IRewrap
{
    const int Batch = 100;

    public async Task<int> RewrapAsync(AppDb db, CancellationToken ct)
    {
        var (done, mark) = (0, cipher.CurrentMark);
        foreach (var row in await db.Authenticators.AsNoTracking().Where(row => !row.SealedSecret.StartsWith(mark)).OrderBy(row => row.Id).Take(Batch).ToListAsync(ct))
        {
            var renewed = row.Rewrapped(cipher);
            done += await db.Authenticators.Where(same => same.Id == row.Id && same.SealedSecret == row.SealedSecret).ExecuteUpdateAsync(set => set.SetProperty(it => it.SealedSecret, renewed), ct);
        }
        return done;
    }
}
