namespace App.SignIn;

/// <summary>
/// Verifies passwords: reads the hash, verifies the password outside of any transaction because that is slow, and records wrong
/// ones. Each realm derives its sign-in from it.
/// </summary>
public abstract class PasswordVerification<TRealm>(
    TRealm realm, GetPasswordHashFlow<TRealm> getHash, PasswordHashingQueue hashing, RecordFailedSignInFlow<TRealm> recordFailure,
    LockLoginFlow<TRealm> lockLogin, RehashPasswordFlow<TRealm> rehash, SignInRateLimit rateLimit) where TRealm : SignInRealm
{
    /// <summary>
    /// Verifies the signed-in caller's own password. A wrong one counts like a failed sign-in, so an open page cannot be used
    /// to guess the password.
    /// </summary>
    public async Task<Result<SignInProof<TRealm>>> ProveOwnAsync(string? password, CancellationToken ct)
    {
        var proven = await ProveAsync(new(null, Own: true), password, ct);
        return proven.Problem == SignInProblems.WrongCredentials ? realm.WrongPassword : proven;
    }

    /// <summary>Verifies the password of the login that an emailed link belongs to.</summary>
    public Task<Result<SignInProof<TRealm>>> ProveByLinkAsync(string linkToken, string? password, CancellationToken ct) =>
        ProveAsync(new(null, linkToken), password, ct);

    /// <summary>Verifies the password of an address within the rate limits, and passes the proof on.</summary>
    protected Task<Result<T>> SignInAsync<T>(
        string? email, string? password, Func<SignInProof<TRealm>, Task<Result<T>>> open, CancellationToken ct) =>
        rateLimit.HoldAsync(realm.SignInLimits, async () =>
        {
            var proven = await ProveAsync(new(email), password, ct);
            return proven.Succeeded ? await open(proven.Value) : proven.Problem;
        });

    /// <summary>
    /// Hashes the password again if the configured bcrypt cost was raised. It runs only after the sign-in succeeded: for a
    /// locked login, the extra time would reveal that the password was right. If it fails, the next sign-in tries again.
    /// </summary>
    protected async Task RehashAsync(SignInProof<TRealm> proof, string password, CancellationToken ct)
    {
        if (proof.WeakHash is not null && await hashing.RehashAsync(password, ct) is { Succeeded: true } hashed)
            await rehash.ExecuteAsync(new(proof, hashed.Value), null, ct);
    }

    async Task<Result<SignInProof<TRealm>>> ProveAsync(
        GetPasswordHashFlow<TRealm>.Request wanted, string? password, CancellationToken ct)
    {
        var found = await getHash.ExecuteAsync(wanted, ct);
        if (!found.Succeeded)
            return found.Problem;
        var proven = await hashing.ProveAsync<TRealm>(found.Value.Stored, password, ct);
        if (proven.Problem == SignInProblems.WrongCredentials
            && await RecordFailureAsync(found.Value.Stored?.Login, ct) is { } failure)
            return failure;
        return proven;
    }

    /// <summary>Records a failed sign-in. Returns null if that succeeded, which it does for an unknown address too.</summary>
    async Task<Problem?> RecordFailureAsync(Guid? login, CancellationToken ct)
    {
        var recorded = await recordFailure.ExecuteAsync(new(login), null, ct);
        if (recorded is { Succeeded: true, Value.LockNow: true })
            await lockLogin.ExecuteAsync(new(login!.Value), null, ct);
        return recorded.Problem;
    }
}
