using App.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>Identity's store over the pass's context, saved by the Gate; passkeys are looked up in our own table. The desk and its operations write them.</summary>
sealed class PasskeyStore : UserOnlyStore<Account, AppDb, Guid>
{
    public PasskeyStore(AppDb db) : base(db) => AutoSaveChanges = false;

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        var passkeys = Context.Passkeys;
        return [.. (await passkeys.Where(row => row.AccountId == user.Id).ToListAsync(cancellationToken)).Select(passkey => passkey.Info())];
    }

    public override async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var (passkeys, accounts) = (Context.Passkeys, Context.Accounts);
        return await passkeys.Where(row => row.CredentialId == credentialId).Join(accounts, row => row.AccountId, account => account.Id, (_, account) => account).SingleOrDefaultAsync(cancellationToken);
    }

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var passkeys = Context.Passkeys;
        return (await passkeys.SingleOrDefaultAsync(row => row.AccountId == user.Id && row.CredentialId == credentialId, cancellationToken))?.Info();
    }

    public override Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Operations write passkeys.");

    public override Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Operations write passkeys.");
}
