using App.Accounts;

namespace App.Storefront;

/// <summary>
/// Signs in a shopper with a password: reads the hash, verifies the password outside of any transaction because that is slow,
/// and opens a session. Pages and programs both use it.
/// </summary>
public sealed class ShopperSignIn(
    GetShopperPasswordHash getHash, PasswordHashingQueue hashing, RecordFailedShopperSignIn recordFailure,
    LockShopper lockShopper, OpenShopperSession open, SignInRateLimit rateLimit, RehashShopperPassword rehash)
{
    public Task<Result<OpenedShopperSession>> AttemptAsync(
        string? email, string? password, string? cartToken, CancellationToken ct) =>
        rateLimit.HoldAsync(
            Limit.ShopperSignIn, Limit.FailedShopperSignIn, () => AttemptWithinLimitsAsync(email, password, cartToken, ct));

    async Task<Result<OpenedShopperSession>> AttemptWithinLimitsAsync(
        string? email, string? password, string? cartToken, CancellationToken ct)
    {
        var proven = await ProveAsync(new(email), password, ct);
        if (!proven.Succeeded)
            return proven.Problem;
        var opened = await open.ExecuteAsync(new(proven.Value, cartToken), null, ct);
        if (opened.Succeeded)
            await RehashAsync(proven.Value, password!, ct);
        return opened;
    }

    /// <summary>
    /// Verifies the signed-in shopper's own password. A wrong one counts like a failed sign-in, so an open page cannot be used
    /// to guess the password.
    /// </summary>
    public async Task<Result<ShopperProof>> ProveOwnAsync(string? password, CancellationToken ct)
    {
        var proven = await ProveAsync(new(null, Own: true), password, ct);
        return proven.Problem == ShopperProblems.WrongCredentials ? ShopperProblems.WrongPassword : proven;
    }

    async Task<Result<ShopperProof>> ProveAsync(GetShopperPasswordHash.Request wanted, string? password, CancellationToken ct)
    {
        var found = await getHash.ExecuteAsync(wanted, ct);
        if (!found.Succeeded)
            return found.Problem;
        var proven = await ShopperProof.ByPasswordAsync(hashing, found.Value.Stored, password, ct);
        if (proven.Problem == ShopperProblems.WrongCredentials
            && await RecordFailureAsync(found.Value.Stored?.ShopperId, ct) is { } failure)
            return failure;
        return proven;
    }

    /// <summary>
    /// Hashes the password again if the configured bcrypt cost was raised. It runs only after the sign-in succeeded: for a
    /// locked shopper, the extra time would reveal that the password was right. If it fails, the next sign-in tries again.
    /// </summary>
    async Task RehashAsync(ShopperProof proof, string password, CancellationToken ct)
    {
        if (proof.NeedsRehash && await hashing.RehashAsync(password, ct) is { Succeeded: true } hashed)
            await rehash.ExecuteAsync(new(proof, hashed.Value), null, ct);
    }

    /// <summary>Records a failed sign-in. Returns null if that succeeded, which it does for an unknown address too.</summary>
    async Task<Problem?> RecordFailureAsync(Id<Shopper>? shopper, CancellationToken ct)
    {
        var recorded = await recordFailure.ExecuteAsync(new(shopper), null, ct);
        if (recorded is { Succeeded: true, Value.LockNow: true })
            await lockShopper.ExecuteAsync(new(shopper!.Value), null, ct);
        return recorded.Problem;
    }
}
