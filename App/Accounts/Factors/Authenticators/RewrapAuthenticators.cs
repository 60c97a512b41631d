using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>The secrets of authenticator apps under the key that seals now.</summary>
sealed class RewrapAuthenticators(FieldCipher cipher) : IRewrap
{
    const int Batch = 500;

    public async Task<int> RewrapAsync(AppDb db, CancellationToken ct)
    {
        var (done, after) = (0, default(Id<Authenticator>));
        while (await db.Authenticators.AsNoTracking().Where(row => row.Id > after).OrderBy(row => row.Id).Take(Batch).ToListAsync(ct) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
                if (row.Rewrapped(cipher) is { } renewed)
                    done += await db.Authenticators.Where(same => same.Id == row.Id && same.SealedSecret == row.SealedSecret).ExecuteUpdateAsync(set => set.SetProperty(it => it.SealedSecret, renewed), ct);
            after = rows[^1].Id;
        }
        return done;
    }
}
