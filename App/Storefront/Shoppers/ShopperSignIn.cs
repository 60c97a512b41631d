using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>Signing in at a storefront: look up, verify slowly outside any transaction, open. The one place that every attempt comes by.</summary>
public sealed class ShopperSignIn(FindShopperPassword find, PasswordDesk desk, OpenShopperSession open, Limiter limiter, Caller caller)
{
    public async Task<Result<OpenedShopperSession>> AttemptAsync(string? email, string? password, string? cartToken, CancellationToken ct)
    {
        var address = Limiter.Of(caller.Address);
        if (limiter.Take(Limit.ShopperSignIn, address) is { Allowed: false } tried)
            return Limit.ShopperSignIn.Exceeded(tried.ResetIn);
        if (limiter.Look(Limit.FailedShopperSignIn, address) is { Allowed: false } failed)
            return Limit.FailedShopperSignIn.Exceeded(failed.ResetIn);
        var found = await find.ExecuteAsync(new(email), ct);
        if (!found.Succeeded)
            return found.Problem;
        var proven = await ShopperProof.ByPasswordAsync(desk, found.Value.Stored, password, ct);
        if (proven.Succeeded)
            return await open.ExecuteAsync(new(proven.Value, cartToken), null, ct);
        if (proven.Problem == ShopperProblems.WrongCredentials) // a queue that is full is nobody's failure
            limiter.Take(Limit.FailedShopperSignIn, address);
        return proven.Problem;
    }
}
