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
            var found = await find.ExecuteAsync(new(email), ct);
            if (!found.Succeeded)
                return found.Problem;
            var proven = await ShopperProof.ByPasswordAsync(desk, found.Value.Stored, password, ct);
            if (proven.Succeeded)
                return await open.ExecuteAsync(new(proven.Value, cartToken), null, ct);
            if (proven.Problem == ShopperProblems.WrongCredentials && await CountAsync(found.Value.Stored?.ShopperId, ct) is { } away)
                return away;
            return proven.Problem;
        });

    /// <summary>Null when it was counted, which is the same for an address that nobody has.</summary>
    async Task<Problem?> CountAsync(Id<Shopper>? shopper, CancellationToken ct)
    {
        var counted = await count.ExecuteAsync(new(shopper), null, ct);
        if (counted is { Succeeded: true, Value.LockNow: true })
            await lockShopper.ExecuteAsync(new(shopper!.Value), null, ct);
        return counted.Problem;
    }
}
