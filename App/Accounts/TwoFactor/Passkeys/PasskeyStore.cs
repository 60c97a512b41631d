using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>
/// The store of ASP.NET Core Identity, with the operation's database context, which the Gate saves. It reads passkeys from our
/// own table; operations write them there.
/// </summary>
sealed class PasskeyStore : UserOnlyStore<Account, AppDb, Guid>
{
    public PasskeyStore(AppDb db) : base(db) => AutoSaveChanges = false;

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        var passkeys = await Context.Passkeys.Where(row => row.AccountId == user.Id).ToListAsync(cancellationToken);
        return [.. passkeys.Select(passkey => passkey.Info())];
    }

    public override async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        return await Context.Passkeys.Where(row => row.CredentialId == credentialId)
            .Join(Context.Accounts, row => row.AccountId, account => account.Id, (_, account) => account)
            .SingleOrDefaultAsync(cancellationToken);
    }

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(
        Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var passkey = await Context.Passkeys.SingleOrDefaultAsync(
            row => row.AccountId == user.Id && row.CredentialId == credentialId, cancellationToken);
        return passkey?.Info();
    }

    public override Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys are written by operations.");

    public override Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Passkeys are written by operations.");
}
