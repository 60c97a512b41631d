using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>What an account proved itself with, beyond its password.</summary>
public enum FactorKind { Authenticator, RecoveryCode, Passkey, MailedCode }

/// <summary>How proving a second factor went.</summary>
/// <param name="Kind">What was proved; null: refused.</param>
/// <param name="LockedFor">Seconds for which nothing is looked at any more.</param>
public sealed record FactorAnswer(FactorKind? Kind, int? LockedFor = null)
{
    public Problem? Refusal => Kind is not null ? null : LockedFor is { } seconds ? FactorProblems.Locked(seconds) : FactorProblems.WrongCode;
}

/// <summary>An account's second factors: authenticator apps, passkeys, and the recovery codes that stand in for them.</summary>
public sealed class FactorBook(FieldCipher cipher, DeviceBook devices, Postbox postbox, Site site)
{
    /// <summary>Whether its sign-in has a second step.</summary>
    public async Task<bool> HasAsync(Pass pass, Guid accountId, CancellationToken ct) => await CountAsync(pass, accountId, ct) > 0;

    /// <summary>What the second step of its sign-in may be.</summary>
    public async Task<IReadOnlyList<FactorKind>> MethodsAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var (authenticators, passkeys, codes) = (pass.Db.Authenticators, pass.Db.Passkeys, pass.Db.RecoveryCodes);
        var methods = new List<FactorKind>();
        if (await authenticators.AnyAsync(row => row.AccountId == accountId && row.ConfirmedAt != null, ct))
            methods.Add(FactorKind.Authenticator);
        if (await passkeys.AnyAsync(row => row.AccountId == accountId, ct))
            methods.Add(FactorKind.Passkey);
        if (await codes.AnyAsync(row => row.AccountId == accountId && row.UsedAt == null, ct))
            methods.Add(FactorKind.RecoveryCode);
        return methods;
    }

    /// <summary>Spends a typed code: six digits of an app, or a recovery code. Each try counts; five in a quarter of an hour lock.</summary>
    public async Task<FactorAnswer> RedeemAsync(Pass pass, Account account, string typed, CancellationToken ct)
    {
        var attempt = await FactorTries.TakeAsync(pass, account.Id, ct);
        if (attempt.LockedFor is { } locked)
            return new(null, locked);
        FactorKind? kind =
            await TakeAppCodeAsync(pass, account.Id, string.Concat(typed.Where(char.IsAsciiLetterOrDigit)), ct) ? FactorKind.Authenticator
            : await TakeRecoveryCodeAsync(pass, account, typed, ct) ? FactorKind.RecoveryCode
            : null;
        await SettleAsync(pass, account, attempt, kind is not null, ct);
        return new(kind);
    }

    /// <summary>A try was right, and does not count; or wrong, and the last one, of which the account is told.</summary>
    internal async Task SettleAsync(Pass pass, Account account, FactorTry attempt, bool right, CancellationToken ct)
    {
        if (right)
            await FactorTries.GiveBackAsync(pass, account.Id, ct);
        else if (attempt.IsLast)
            await TellAsync(pass, account.Id, FactorChange.TriesLocked, null, ct);
    }

    /// <summary>Mails the account what became of its factors.</summary>
    public async Task TellAsync(Pass pass, Guid accountId, FactorChange change, string? name, CancellationToken ct)
    {
        var accounts = pass.Db.Accounts;
        await postbox.PutAsync(pass, await accounts.Where(row => row.Id == accountId).Select(row => row.Email!).SingleAsync(ct), new FactorLetter(change, name, site.Link("/account/security")));
    }

    /// <summary>One is being removed. With the last of them goes what only stands in for a factor.</summary>
    public async Task RemovedAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        if (await CountAsync(pass, accountId, ct) > 1)
            return;
        var codes = pass.Db.RecoveryCodes;
        await codes.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await devices.ForgetAllAsync(pass, accountId, ct);
    }

    /// <summary>Nothing is left to sign in with.</summary>
    public async Task RemoveAllAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var (authenticators, passkeys, codes) = (pass.Db.Authenticators, pass.Db.Passkeys, pass.Db.RecoveryCodes);
        await authenticators.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await passkeys.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await codes.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await devices.ForgetAllAsync(pass, accountId, ct);
    }

    /// <summary>The step is taken in the statement that looks whether it is newer than the last: of two who show one code, one is let in.</summary>
    async Task<bool> TakeAppCodeAsync(Pass pass, Guid accountId, string code, CancellationToken ct)
    {
        var (authenticators, now) = (pass.Db.Authenticators, pass.Now);
        foreach (var app in await authenticators.AsNoTracking().Where(row => row.AccountId == accountId && row.ConfirmedAt != null).ToListAsync(ct))
            if (AuthenticatorCode.Match(app.Secret(cipher), code, now) is { } step)
                return await authenticators.Where(row => row.Id == app.Id && row.LastStep < step)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step).SetProperty(row => row.LastUsedAt, now), ct) == 1;
        return false;
    }

    async Task<bool> TakeRecoveryCodeAsync(Pass pass, Account account, string typed, CancellationToken ct)
    {
        if (RecoveryCode.Bare(typed) is not { } bare)
            return false;
        var (codes, now, accountId, hash) = (pass.Db.RecoveryCodes, pass.Now, account.Id, RecoveryCode.HashOf(account.Id, bare));
        if (await codes.Where(row => row.AccountId == accountId && row.Hash == hash && row.UsedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), ct) != 1)
            return false;
        var left = await codes.CountAsync(row => row.AccountId == accountId && row.UsedAt == null, ct);
        await postbox.PutAsync(pass, account.Email!, new RecoveryCodeUsedLetter(left, site.Link("/account/security")));
        return true;
    }

    static async Task<int> CountAsync(Pass pass, Guid accountId, CancellationToken ct)
    {
        var (authenticators, passkeys) = (pass.Db.Authenticators, pass.Db.Passkeys);
        return await authenticators.CountAsync(row => row.AccountId == accountId && row.ConfirmedAt != null, ct)
            + await passkeys.CountAsync(row => row.AccountId == accountId, ct);
    }
}
