using App.SignIn;

namespace App.Storefront;

/// <summary>Signs in a shopper with a password. Pages and programs both use it.</summary>
public sealed class ShopperSignIn(
    ShopperRealm realm, GetShopperPasswordHash getHash, PasswordHashingQueue hashing, RecordFailedShopperSignIn recordFailure,
    LockShopper lockShopper, RehashShopperPassword rehash, SignInRateLimit rateLimit, OpenShopperSession open)
    : PasswordVerification<ShopperRealm>(realm, getHash, hashing, recordFailure, lockShopper, rehash, rateLimit)
{
    /// <param name="cartToken">The visitor's cart, which becomes the shopper's.</param>
    public Task<Result<OpenedSession>> AttemptAsync(
        string? email, string? password, string? cartToken, CancellationToken ct) =>
        SignInAsync(email, password, async proof =>
        {
            var opened = await open.ExecuteAsync(new(proof, cartToken), null, ct);
            if (opened.Succeeded)
                await RehashAsync(proof, password!, ct);
            return opened;
        }, ct);
}
