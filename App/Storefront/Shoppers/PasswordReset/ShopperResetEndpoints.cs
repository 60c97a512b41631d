using App.SignIn;

namespace App.Storefront;

/// <summary>Maps the password reset of a storefront for programs.</summary>
static class ShopperResetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var storefront = routes.MapResource($"{StorefrontRealm.Resource}/{{slug}}");
        storefront.MapPost("/auth/forgot", (string slug, ForgotRequest request, RequestShopperReset ask, CancellationToken ct) =>
            ResetByProgram.RequestAsync(request, ask, ct).ToAccepted())
            .RateLimited<RequestShopperReset, ForgotAnswer>(Limit.Reset, StatusCodes.Status202Accepted);
        storefront.MapPost("/auth/reset", (
            string slug, ResetRequest request, ResetShopperByCode reset, PasswordHashingQueue hashing, CancellationToken ct) =>
            ResetByProgram.ResetAsync(request, reset, hashing, ct).ToOk())
            .RateLimited<ResetShopperByCode, ResetAnswer>(Limit.Reset);
    }
}
