using App.Accounts;
using App.Platform;

namespace App.Storefront;

/// <summary>Signing in at a storefront: look up, verify slowly outside any transaction, open. The one place that every attempt comes by.</summary>
public sealed class ShopperSignIn(FindShopperPassword find, PasswordDesk desk, OpenShopperSession open)
{
    public async Task<Result<OpenedShopperSession>> AttemptAsync(string? email, string? password, string? cartToken, CancellationToken ct)
    {
        var found = await find.ExecuteAsync(new(email), ct);
        if (!found.Succeeded)
            return found.Problem;
        var proven = await ShopperProof.ByPasswordAsync(desk, found.Value.Stored, password, ct);
        return proven.Succeeded ? await open.ExecuteAsync(new(proven.Value, cartToken), null, ct) : proven.Problem;
    }
}
