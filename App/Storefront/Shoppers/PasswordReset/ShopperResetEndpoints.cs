using App.SignIn;

namespace App.Storefront;

/// <summary>Maps the password reset of a storefront for programs.</summary>
static class ShopperResetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => ResetByProgram.Map<RequestShopperReset, ResetShopperByCode>(
        routes.MapResource($"{StorefrontRealm.Resource}/{{slug}}").MapGroup("/auth"),
        (string slug, ForgotRequest body, RequestShopperReset ask, CancellationToken ct) =>
            ResetByProgram.RequestAsync(body, ask, ct).ToAccepted(),
        (string slug, ResetRequest body, ResetShopperByCode reset, PasswordHashingQueue hashing, CancellationToken ct) =>
            ResetByProgram.ResetAsync(body, reset, hashing, ct).ToOk());
}
