using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>Signing in at a storefront: look up, verify slowly outside any transaction, open. The one place that every attempt comes by.</summary>
public sealed class ShopperSignIn(
    FindShopperPassword find, PasswordDesk desk, CountFailedShopperSignIn count, LockShopper lockShopper, OpenShopperSession open,
    SignInTries tries, RehashShopperPassword rehash)
{
    public Task<Result<OpenedShopperSession>> AttemptAsync(string? email, string? password, string? cartToken, CancellationToken ct) =>
        tries.HoldAsync<OpenedShopperSession>(Limit.ShopperSignIn, Limit.FailedShopperSignIn, async () =>
        {
            var proven = await ProveAsync(new(email), password, ct);
            if (!proven.Succeeded)
                return proven.Problem;
            var opened = await open.ExecuteAsync(new(proven.Value, cartToken), null, ct);
            if (opened.Succeeded)
                await RehashAsync(proven.Value, password!, ct);
            return opened;
        });

    /// <summary>The password of whoever is signed in. What is wrong counts as it does at the door: an open page is no place to guess at it.</summary>
    public async Task<Result<ShopperProof>> ProveOwnAsync(string? password, CancellationToken ct)
    {
        var proven = await ProveAsync(new(null, Own: true), password, ct);
        return proven.Problem == ShopperProblems.WrongCredentials ? ShopperProblems.WrongPassword : proven;
    }

    async Task<Result<ShopperProof>> ProveAsync(FindShopperPassword.Request wanted, string? password, CancellationToken ct)
    {
        var found = await find.ExecuteAsync(wanted, ct);
        if (!found.Succeeded)
            return found.Problem;
        var proven = await ShopperProof.ByPasswordAsync(desk, found.Value.Stored, password, ct);
        if (proven.Problem == ShopperProblems.WrongCredentials && await CountAsync(found.Value.Stored?.ShopperId, ct) is { } away)
            return away;
        return proven;
    }

    /// <summary>
    /// Hashes the password again when bcrypt's cost was raised. Only after a session opened: done for a shopper who is locked
    /// out, the time it takes would tell that the password was right. When it fails, the next sign-in tries again.
    /// </summary>
    async Task RehashAsync(ShopperProof proof, string password, CancellationToken ct)
    {
        if (proof.NeedsRehash && await desk.RehashAsync(password, ct) is { Succeeded: true } hashed)
            await rehash.ExecuteAsync(new(proof, hashed.Value), null, ct);
    }

    /// <summary>Null when it was counted, which is the same for an address that nobody has.</summary>
    async Task<Problem?> CountAsync(Id<Shopper>? shopper, CancellationToken ct)
    {
        var counted = await count.ExecuteAsync(new(shopper), null, ct);
        if (counted is { Succeeded: true, Value.LockNow: true })
            await lockShopper.ExecuteAsync(new(shopper!.Value), null, ct);
        return counted.Problem;
    }
}
