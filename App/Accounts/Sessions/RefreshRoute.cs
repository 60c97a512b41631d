using App.Platform;

namespace App.Accounts;

/// <summary>Where a browser's access token is renewed: by the script of an open page, and on the way to a page that was asked for with an old one.</summary>
static class RefreshRoute
{
    public const string Address = "/account/refresh";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods(Address, [HttpMethods.Get, HttpMethods.Post], RunAsync).AllowAnonymous().WithMetadata(new EntranceAttribute(Limit.Refresh.Name));

    static async Task<IResult> RunAsync(HttpContext context, SessionRefresh refresh, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(context.Request.Cookies[StaffCookie.Refresh], null, ct);
        if (renewed.Succeeded)
            StaffCookie.Write(context, renewed.Value);
        else if (renewed.Problem == TokenProblems.RefreshRefused) // never for one of several at once: they all get the same successor
            StaffCookie.Forget(context);
        return RefreshLead.Answer(context, renewed.Problem);
    }
}
