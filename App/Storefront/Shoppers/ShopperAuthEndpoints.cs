using App.SignIn;

namespace App.Storefront;

/// <summary>
/// Maps the sign-in routes of a storefront for programs, and the route that renews a browser's tokens. The routes allow
/// anonymous callers, because the Gate decides who can call each operation.
/// </summary>
static class ShopperAuthEndpoints
{
    /// <param name="Email">Email address of the shopper.</param>
    /// <param name="Password">Password of the shopper.</param>
    public sealed record ShopperLogInRequest(string Email, string Password);

    /// <param name="RefreshToken">Refresh token from the sign-in or from the last refresh.</param>
    public sealed record ShopperRefreshRequest(string RefreshToken);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var storefront = routes.MapResource(
            $"{StorefrontRealm.Resource}/{{slug}}", "Storefront",
            "Sign-in of the shoppers of one storefront. Their tokens are valid at that storefront only and never for the "
            + "routes of staff.");
        storefront.MapPost("/auth/login", (
            string slug, ShopperLogInRequest request, ShopperSignIn signIn, SessionTokens<ShopperRealm> tokens,
            CancellationToken ct) =>
            LogInAsync(request, signIn, tokens, ct).ToOk())
            .RateLimited<OpenShopperSession, TokenResponse>().WithSummary("Sign in shopper");
        storefront.MapPost("/auth/refresh", (
            string slug, ShopperRefreshRequest request, SessionRefresh<ShopperRealm> refresh, CancellationToken ct) =>
            RefreshAsync(request, refresh, ct).ToOk())
            .RateLimited<RefreshShopperSession, TokenResponse>(RealmLimits.Refresh).WithSummary("Renew access token of shopper");
        storefront.MapPost("/auth/logout", (string slug, EndShopperSession end, CancellationToken ct) =>
            end.ExecuteAsync(new(), null, ct).ToNoContent())
            .AllowAnonymous().Produces(StatusCodes.Status204NoContent).WithName("shopper_session.sign_out")
            .WithSummary("Sign out shopper");
        storefront.MapGet("/me/sessions", (string slug, ListShopperSessions list, CancellationToken ct) =>
            list.ExecuteAsync(new(), ct).ToOk())
            .AllowAnonymous();
        storefront.MapDelete("/me/sessions/{id}", (
            string slug, Id<Session> id, EndShopperSession end, CancellationToken ct) =>
            end.ExecuteAsync(new(id), null, ct).ToNoContent())
            .AllowAnonymous();
        storefront.MapGet("/me", (string slug, GetShopperMe get, CancellationToken ct) => get.ExecuteAsync(new(), ct).ToOk())
            .AllowAnonymous().WithSummary("Get signed-in shopper");

        routes.MapMethods("/s/{slug}/refresh", [HttpMethods.Get, HttpMethods.Post], (
            string slug, HttpContext context, SessionCookies<ShopperRealm> cookies, CancellationToken ct) =>
            cookies.RenewAsync(context, ct))
            .AllowAnonymous().WithMetadata(new RateLimitedAttribute(RealmLimits.Refresh.Name) { Reads = true });
    }

    static async Task<Result<TokenResponse>> LogInAsync(
        ShopperLogInRequest request, ShopperSignIn signIn, SessionTokens<ShopperRealm> tokens, CancellationToken ct)
    {
        var opened = await signIn.AttemptAsync(request.Email, request.Password, null, ct);
        return opened.Succeeded ? TokenResponse.Of(await tokens.IssueAsync(opened.Value, ct)) : opened.Problem;
    }

    static async Task<Result<TokenResponse>> RefreshAsync(
        ShopperRefreshRequest request, SessionRefresh<ShopperRealm> refresh, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(request.RefreshToken, null, ct);
        return renewed.Succeeded ? TokenResponse.Of(renewed.Value) : renewed.Problem;
    }
}
