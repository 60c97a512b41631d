using App.Platform;

namespace App.Accounts;

/// <summary>How signing in went: a session, or what comes before it.</summary>
/// <param name="Session">Opened.</param>
/// <param name="VerifyFirst">The challenge to be met first, because the address was never verified.</param>
/// <param name="SecondStep">The account has a second factor: it is to be shown now.</param>
public sealed record SignInOutcome(OpenedSession? Session, Id<Challenge>? VerifyFirst, BegunSecondStep? SecondStep = null);

/// <summary>Signing in with a password: look up, verify slowly outside any transaction, open. The one place that every attempt comes by.</summary>
public sealed class PasswordSignIn(
    FindPassword find, PasswordDesk desk, CountFailedSignIn count, LockAccount lockAccount, OpenSession open,
    BeginSecondStep second, SendCode send, SignInTries tries, RehashPassword rehash)
{
    public Task<Result<SignInOutcome>> AttemptAsync(string? email, string? password, CancellationToken ct) => AttemptAsync(email, password, null, ct);

    /// <summary>In the organization used last.</summary>
    public Task<Result<SignInOutcome>> AttemptAsync(string? email, string? password, string? device, CancellationToken ct) => AttemptAsync(email, password, device, null, ct);

    /// <param name="email">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="device">Token of a remembered browser.</param>
    /// <param name="organization">Slug or id of the one to act in; null: the one used last.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<SignInOutcome>> AttemptAsync(string? email, string? password, string? device, string? organization, CancellationToken ct) => tries.HoldAsync<SignInOutcome>(Limit.SignIn, Limit.FailedSignIn, async () =>
    {
        var proven = await ProveAsync(new(email), password, ct);
        if (!proven.Succeeded)
            return proven.Problem;
        var opened = await open.ExecuteAsync(new(proven.Value, device, organization), null, ct);
        if (opened.Succeeded)
        {
            await RehashAsync(proven.Value, password!, ct);
            return new SignInOutcome(opened.Value, null);
        }
        if (opened.Problem == FactorProblems.Needed)
        {
            var begun = await second.ExecuteAsync(new(proven.Value), null, ct);
            if (!begun.Succeeded)
                return begun.Problem;
            await RehashAsync(proven.Value, password!, ct);
            return new SignInOutcome(null, null, begun.Value);
        }
        if (opened.Problem != AccountProblems.Unverified)
            return opened.Problem;
        var sent = await send.ExecuteAsync(new(proven.Value), null, ct);
        return sent.Succeeded ? new SignInOutcome(null, sent.Value) : sent.Problem;
    });

    /// <summary>The password of the account that a mailed link is for.</summary>
    public Task<Result<SignInProof>> ProveByLinkAsync(string linkToken, string? password, CancellationToken ct) => ProveAsync(new(null, linkToken), password, ct);

    /// <summary>The password of whoever is signed in. What is wrong counts as it does at the door: an open page is no place to guess at it.</summary>
    public async Task<Result<SignInProof>> ProveOwnAsync(string? password, CancellationToken ct)
    {
        var proven = await ProveAsync(new(null, Own: true), password, ct);
        return proven.Problem == AccountProblems.WrongCredentials ? AccountProblems.WrongPassword : proven;
    }

    async Task<Result<SignInProof>> ProveAsync(FindPassword.Request wanted, string? password, CancellationToken ct)
    {
        var found = await find.ExecuteAsync(wanted, ct);
        if (!found.Succeeded)
            return found.Problem;
        var proven = await desk.ProveAsync(found.Value.Stored, password, ct);
        if (proven.Problem == AccountProblems.WrongCredentials && await CountAsync(found.Value.Stored?.AccountId, ct) is { } away)
            return away;
        return proven;
    }

    /// <summary>
    /// Hashes the password again when bcrypt's cost was raised. Only after the sign-in went on: done for a locked account, the
    /// time it takes would tell that the password was right. When it fails, the next sign-in tries again.
    /// </summary>
    async Task RehashAsync(SignInProof proof, string password, CancellationToken ct)
    {
        if (proof.WeakHash is not null && await desk.RehashAsync(password, ct) is { Succeeded: true } hashed)
            await rehash.ExecuteAsync(new(proof, hashed.Value), null, ct);
    }

    /// <summary>Null when it was counted, which is the same for an address that nobody has.</summary>
    async Task<Problem?> CountAsync(Guid? account, CancellationToken ct)
    {
        var counted = await count.ExecuteAsync(new(account), null, ct);
        if (counted is { Succeeded: true, Value.LockNow: true })
            await lockAccount.ExecuteAsync(new(account!.Value), null, ct);
        return counted.Problem;
    }
}
