using App.SignIn;
using Microsoft.EntityFrameworkCore;

namespace App.Accounts;

/// <summary>A second factor that an account can confirm in addition to its password.</summary>
public enum SecondFactorKind { Authenticator, RecoveryCode, Passkey, MailedCode }

/// <summary>The outcome of confirming a second factor.</summary>
/// <param name="Kind">The confirmed factor; null if it was refused.</param>
/// <param name="LockedFor">The seconds for which no further code is accepted.</param>
public sealed record SecondFactorAnswer(SecondFactorKind? Kind, int? LockedFor = null)
{
    public Problem? Refusal
    {
        get
        {
            if (Kind is not null)
                return null;
            return LockedFor is { } seconds ? SecondFactorProblems.Locked(seconds) : SecondFactorProblems.WrongCode;
        }
    }
}

/// <summary>
/// Manages an account's second factors: authenticator apps, passkeys, and the recovery codes that replace them.
/// </summary>
public sealed class SecondFactors(
    FieldCipher cipher, TrustedDevices devices, KnownDevices<StaffRealm> knownDevices, EmailOutbox outbox, PublicUrl publicUrl)
{
    /// <summary>Returns true if signing in to the account requires a second factor.</summary>
    public async Task<bool> HasAsync(OperationContext context, Guid accountId, CancellationToken ct) =>
        await CountAsync(context, accountId, ct) > 0;

    /// <summary>Returns the second factors that the account can use to sign in.</summary>
    public async Task<IReadOnlyList<SecondFactorKind>> MethodsAsync(
        OperationContext context, Guid accountId, CancellationToken ct)
    {
        var methods = new List<SecondFactorKind>();
        if (await context.Db.Authenticators.AnyAsync(row => row.AccountId == accountId && row.ConfirmedAt != null, ct))
            methods.Add(SecondFactorKind.Authenticator);
        if (await context.Db.Passkeys.AnyAsync(row => row.AccountId == accountId, ct))
            methods.Add(SecondFactorKind.Passkey);
        if (await context.Db.RecoveryCodes.AnyAsync(row => row.AccountId == accountId && row.UsedAt == null, ct))
            methods.Add(SecondFactorKind.RecoveryCode);
        return methods;
    }

    /// <summary>
    /// Redeems a typed code: six digits from an app, or a recovery code. Each attempt counts; five wrong ones in 15 minutes
    /// lock the second factors for the calling device, or for all new devices.
    /// </summary>
    public async Task<SecondFactorAnswer> RedeemAsync(
        OperationContext context, Account account, string typed, CancellationToken ct)
    {
        var attempt = await AttemptAsync(context, account, ct);
        if (attempt.LockedFor is { } locked)
        {
            ReportRefusal(context, account);
            return new(null, locked);
        }
        var kind = await TakeAsync(context, account, typed, ct);
        await SettleAsync(context, account, attempt, kind is not null, ct);
        return new(kind);
    }

    /// <summary>Counts an attempt on the calling device before the code is checked.</summary>
    internal async Task<SecondFactorAttempt> AttemptAsync(OperationContext context, Account account, CancellationToken ct)
    {
        var device = await knownDevices.FindCallingAsync(context, account.Id, ct);
        return await SecondFactorAttempts.TakeAsync(context, account.Id, device?.Id.Value ?? Guid.Empty, ct);
    }

    /// <summary>Stops counting an attempt that was right. After the last wrong attempt, it emails the account's owner.</summary>
    internal async Task SettleAsync(
        OperationContext context, Account account, SecondFactorAttempt attempt, bool right, CancellationToken ct)
    {
        if (right)
        {
            await SecondFactorAttempts.GiveBackAsync(context, account.Id, attempt.DeviceId, ct);
            return;
        }
        ReportRefusal(context, account);
        if (attempt.IsLast)
            await TellAsync(context, account.Id, SecondFactorChange.TriesLocked, null, ct);
    }

    /// <summary>Reports that a second factor of the account was refused.</summary>
    public static void ReportRefusal(OperationContext context, Account account) => context.Report(
        SecurityEventKind.RefusedSecondFactor, new SecuritySource.Account(account.Id, account.Name));

    /// <summary>Emails the account's owner about a change to the second factors.</summary>
    public async Task TellAsync(
        OperationContext context, Guid accountId, SecondFactorChange change, string? name, CancellationToken ct)
    {
        var recipient = await context.Db.Accounts.Where(row => row.Id == accountId).Select(row => row.Email!).SingleAsync(ct);
        var email = new FactorEmail { Change = change, Name = name, Security = publicUrl.Link("/account/security") };
        await outbox.PutAsync(context, recipient, email);
    }

    /// <summary>
    /// Call it when a second factor is removed. When the last one goes, the recovery codes and trusted browsers go too.
    /// </summary>
    public async Task RemovedAsync(OperationContext context, Guid accountId, CancellationToken ct)
    {
        if (await CountAsync(context, accountId, ct) > 1)
            return;
        await context.Db.RecoveryCodes.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await devices.ForgetAllAsync(context, accountId, ct);
    }

    /// <summary>Removes all second factors, recovery codes and trusted browsers.</summary>
    public async Task RemoveAllAsync(OperationContext context, Guid accountId, CancellationToken ct)
    {
        await context.Db.Authenticators.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await context.Db.Passkeys.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await context.Db.RecoveryCodes.Where(row => row.AccountId == accountId).ExecuteDeleteAsync(ct);
        await devices.ForgetAllAsync(context, accountId, ct);
    }

    async Task<SecondFactorKind?> TakeAsync(OperationContext context, Account account, string typed, CancellationToken ct)
    {
        if (await TakeAppCodeAsync(context, account.Id, TypedCode.Of(typed), ct))
            return SecondFactorKind.Authenticator;
        if (await TakeRecoveryCodeAsync(context, account, typed, ct))
            return SecondFactorKind.RecoveryCode;
        return null;
    }

    /// <summary>
    /// Uses up a code from an app. The statement that stores the time step also checks that it is newer than the last one, so
    /// of two concurrent uses of a code only one succeeds.
    /// </summary>
    async Task<bool> TakeAppCodeAsync(OperationContext context, Guid accountId, string code, CancellationToken ct)
    {
        var now = context.Now;
        var apps = await context.Db.Authenticators.AsNoTracking()
            .Where(row => row.AccountId == accountId && row.ConfirmedAt != null).ToListAsync(ct);
        foreach (var app in apps)
        {
            if (AuthenticatorCode.Match(app.Secret(cipher), code, now) is not { } step)
                continue;
            var updated = await context.Db.Authenticators.Where(row => row.Id == app.Id && row.LastStep < step)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(row => row.LastStep, step)
                    .SetProperty(row => row.LastUsedAt, now), ct);
            return updated == 1;
        }
        return false;
    }

    async Task<bool> TakeRecoveryCodeAsync(OperationContext context, Account account, string typed, CancellationToken ct)
    {
        if (RecoveryCode.Bare(typed) is not { } bare)
            return false;
        var now = context.Now;
        var accountId = account.Id;
        var hash = RecoveryCode.HashOf(accountId, bare);
        var unused = context.Db.RecoveryCodes.Where(row => row.AccountId == accountId && row.UsedAt == null);
        var updated = await unused.Where(row => row.Hash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), ct);
        if (updated != 1)
            return false;
        var left = await unused.CountAsync(ct);
        var email = new RecoveryCodeUsedEmail { Left = left, Security = publicUrl.Link("/account/security") };
        await outbox.PutAsync(context, account.Email!, email);
        return true;
    }

    static async Task<int> CountAsync(OperationContext context, Guid accountId, CancellationToken ct)
    {
        var apps = await context.Db.Authenticators.CountAsync(row => row.AccountId == accountId && row.ConfirmedAt != null, ct);
        var passkeys = await context.Db.Passkeys.CountAsync(row => row.AccountId == accountId, ct);
        return apps + passkeys;
    }
}
