namespace App.Accounts;

/// <summary>The outcome of a sign-in: a session, or the step that has to come first.</summary>
/// <param name="Session">The new session.</param>
/// <param name="VerifyFirst">The email code to enter first, because the address was never verified.</param>
/// <param name="TwoFactor">The second step to complete first, because the account has a second factor.</param>
public sealed record SignInOutcome(OpenedSession? Session, Id<EmailCode>? VerifyFirst, BegunTwoFactor? TwoFactor = null);

/// <summary>
/// Signs in with a password: reads the hash, verifies the password outside of any transaction because that is slow, and opens a
/// session. Pages and programs both use it.
/// </summary>
public sealed class PasswordSignIn(
    GetPasswordHash getHash, PasswordHashingQueue hashing, RecordFailedSignIn recordFailure, LockAccount lockAccount,
    OpenSession open, BeginTwoFactor beginTwoFactor, SendCode sendCode, SignInRateLimit rateLimit, RehashPassword rehash)
{
    public Task<Result<SignInOutcome>> AttemptAsync(string? email, string? password, CancellationToken ct) =>
        AttemptAsync(email, password, null, ct);

    /// <summary>Signs in to the organization used last.</summary>
    public Task<Result<SignInOutcome>> AttemptAsync(string? email, string? password, string? device, CancellationToken ct) =>
        AttemptAsync(email, password, device, null, ct);

    /// <summary>Signs in to an organization.</summary>
    /// <param name="email">The address as typed.</param>
    /// <param name="password">The password as typed.</param>
    /// <param name="device">The token of a trusted browser.</param>
    /// <param name="organization">The slug or id of the organization to act in; null for the one used last.</param>
    /// <param name="ct">Cancels the sign-in.</param>
    public Task<Result<SignInOutcome>> AttemptAsync(
        string? email, string? password, string? device, string? organization, CancellationToken ct) =>
        rateLimit.HoldAsync(
            Limit.SignIn, Limit.FailedSignIn, () => AttemptWithinLimitsAsync(email, password, device, organization, ct));

    async Task<Result<SignInOutcome>> AttemptWithinLimitsAsync(
        string? email, string? password, string? device, string? organization, CancellationToken ct)
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
        if (opened.Problem == SecondFactorProblems.Needed)
        {
            var begun = await beginTwoFactor.ExecuteAsync(new(proven.Value), null, ct);
            if (!begun.Succeeded)
                return begun.Problem;
            await RehashAsync(proven.Value, password!, ct);
            return new SignInOutcome(null, null, begun.Value);
        }
        if (opened.Problem != AccountProblems.Unverified)
            return opened.Problem;
        var sent = await sendCode.ExecuteAsync(new(proven.Value), null, ct);
        return sent.Succeeded ? new SignInOutcome(null, sent.Value) : sent.Problem;
    }

    /// <summary>Verifies the password of the account that an emailed link belongs to.</summary>
    public Task<Result<SignInProof>> ProveByLinkAsync(string linkToken, string? password, CancellationToken ct) =>
        ProveAsync(new(null, linkToken), password, ct);

    /// <summary>
    /// Verifies the signed-in caller's own password. A wrong one counts like a failed sign-in, so an open page cannot be used
    /// to guess the password.
    /// </summary>
    public async Task<Result<SignInProof>> ProveOwnAsync(string? password, CancellationToken ct)
    {
        var proven = await ProveAsync(new(null, Own: true), password, ct);
        return proven.Problem == AccountProblems.WrongCredentials ? AccountProblems.WrongPassword : proven;
    }

    async Task<Result<SignInProof>> ProveAsync(GetPasswordHash.Request wanted, string? password, CancellationToken ct)
    {
        var found = await getHash.ExecuteAsync(wanted, ct);
        if (!found.Succeeded)
            return found.Problem;
        var proven = await hashing.ProveAsync(found.Value.Stored, password, ct);
        if (proven.Problem == AccountProblems.WrongCredentials
            && await RecordFailureAsync(found.Value.Stored?.AccountId, ct) is { } failure)
            return failure;
        return proven;
    }

    /// <summary>
    /// Hashes the password again if the configured bcrypt cost was raised. It runs only after the sign-in succeeded: for a
    /// locked account, the extra time would reveal that the password was right. If it fails, the next sign-in tries again.
    /// </summary>
    async Task RehashAsync(SignInProof proof, string password, CancellationToken ct)
    {
        if (proof.WeakHash is not null && await hashing.RehashAsync(password, ct) is { Succeeded: true } hashed)
            await rehash.ExecuteAsync(new(proof, hashed.Value), null, ct);
    }

    /// <summary>Records a failed sign-in. Returns null if that succeeded, which it does for an unknown address too.</summary>
    async Task<Problem?> RecordFailureAsync(Guid? accountId, CancellationToken ct)
    {
        var recorded = await recordFailure.ExecuteAsync(new(accountId), null, ct);
        if (recorded is { Succeeded: true, Value.LockNow: true })
            await lockAccount.ExecuteAsync(new(accountId!.Value), null, ct);
        return recorded.Problem;
    }
}
