using App.Platform;

namespace App.Storefront;

/// <summary>Sign-in of customers: a storefront's own programs, and the route that renews a browser's tokens. The Gate decides who may; no principal is asked for.</summary>
static class ShopperAuthEndpoints
{
    /// <param name="Email">The shopper's.</param>
    /// <param name="Password">The shopper's.</param>
    public sealed record ShopperLogInRequest(string Email, string Password);

    /// <param name="RefreshToken">From signing in, or from the last refresh.</param>
    public sealed record ShopperRefreshRequest(string RefreshToken);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var storefront = routes.MapResource($"{StorefrontRealm.Resource}/{{slug}}");
        storefront.MapPost("/auth/login", (string slug, ShopperLogInRequest request, ShopperSignIn signIn, ShopperTokens tokens, CancellationToken ct) => LogInAsync(request, signIn, tokens, ct).ToOk())
            .Entrance<OpenShopperSession, TokenAnswer>();
        storefront.MapPost("/auth/refresh", (string slug, ShopperRefreshRequest request, ShopperRefresh refresh, CancellationToken ct) => RefreshAsync(request, refresh, ct).ToOk())
            .Entrance<RefreshShopperSession, TokenAnswer>(Limit.Refresh);
        storefront.MapPost("/auth/logout", (string slug, EndShopperSession end, CancellationToken ct) => end.ExecuteAsync(new(), null, ct).ToNoContent())
            .AllowAnonymous().Produces(StatusCodes.Status204NoContent).WithName("shopper_session.sign_out");
        storefront.MapGet("/me/sessions", (string slug, ListShopperSessions list, CancellationToken ct) => list.ExecuteAsync(new(), ct).ToOk()).AllowAnonymous();
        storefront.MapDelete("/me/sessions/{id}", (string slug, Id<ShopperSession> id, EndShopperSession end, CancellationToken ct) => end.ExecuteAsync(new(id), null, ct).ToNoContent()).AllowAnonymous();
        storefront.MapGet("/me", (string slug, GetShopperMe get, CancellationToken ct) => get.ExecuteAsync(new(), ct).ToOk()).AllowAnonymous();

        routes.MapMethods("/s/{slug}/refresh", [HttpMethods.Get, HttpMethods.Post], RenewAsync).AllowAnonymous().WithMetadata(new EntranceAttribute(Limit.Refresh.Name));
    }

    static async Task<Result<TokenAnswer>> LogInAsync(ShopperLogInRequest request, ShopperSignIn signIn, ShopperTokens tokens, CancellationToken ct)
    {
        var opened = await signIn.AttemptAsync(request.Email, request.Password, null, ct);
        return opened.Succeeded ? TokenAnswer.Of(await tokens.IssueAsync(opened.Value, ct)) : opened.Problem;
    }

    static async Task<Result<TokenAnswer>> RefreshAsync(ShopperRefreshRequest request, ShopperRefresh refresh, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(request.RefreshToken, ct);
        return renewed.Succeeded ? TokenAnswer.Of(renewed.Value) : renewed.Problem;
    }

    static async Task<IResult> RenewAsync(string slug, HttpContext context, ShopperRefresh refresh, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(context.Request.Cookies[StorefrontRealm.Refresh], ct);
        if (renewed.Succeeded)
            ShopperCookie.Write(context, slug, renewed.Value);
        else if (renewed.Problem == TokenProblems.RefreshRefused) // never for one of several at once: they all get the same successor
            ShopperCookie.Forget(context);
        return RefreshLead.Answer(context, renewed.Problem);
    }
}
