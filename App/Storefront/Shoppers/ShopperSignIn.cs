using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>Signing in at a storefront: look up, verify slowly outside any transaction, open. The one place that every attempt comes by.</summary>
public sealed class ShopperSignIn(
    FindShopperPassword find, PasswordDesk desk, CountFailedShopperSignIn count, LockShopper lockShopper, OpenShopperSession open, SignInTries tries)
{
    public Task<Result<OpenedShopperSession>> AttemptAsync(string? email, string? password, string? cartToken, CancellationToken ct) =>
        tries.HoldAsync<OpenedShopperSession>(Limit.ShopperSignIn, Limit.FailedShopperSignIn, async () =>
        {
            var proven = await ProveAsync(new(email), password, ct);
            return proven.Succeeded ? await open.ExecuteAsync(new(proven.Value, cartToken), null, ct) : proven.Problem;
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

    /// <summary>Null when it was counted, which is the same for an address that nobody has.</summary>
    async Task<Problem?> CountAsync(Id<Shopper>? shopper, CancellationToken ct)
    {
        var counted = await count.ExecuteAsync(new(shopper), null, ct);
        if (counted is { Succeeded: true, Value.LockNow: true })
            await lockShopper.ExecuteAsync(new(shopper!.Value), null, ct);
        return counted.Problem;
    }
}
