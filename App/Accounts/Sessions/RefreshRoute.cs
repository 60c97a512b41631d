namespace App.Accounts;

/// <summary>
/// Maps the route that renews a browser's access token. The script of an open page calls it, and requests for pages with an
/// expired token are redirected to it.
/// </summary>
static class RefreshRoute
{
    public const string Address = "/account/refresh";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods(Address, [HttpMethods.Get, HttpMethods.Post], RunAsync)
            .AllowAnonymous().WithMetadata(new RateLimitedAttribute(Limit.Refresh.Name));

    static async Task<IResult> RunAsync(HttpContext context, SessionRefresh refresh, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(context.Request.Cookies[StaffCookie.Refresh], null, ct);
        if (renewed.Succeeded)
            StaffCookie.Write(context, renewed.Value);
        else if (renewed.Problem == TokenProblems.RefreshRefused) // concurrent requests do not get here: they share a new token
            StaffCookie.Forget(context);
        return RefreshRedirect.Answer(context, renewed.Problem);
    }
}
