using App.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace App.Accounts;

/// <summary>Maps the route of the sign-out form. It ends the session, if there is one, and always deletes the cookies.</summary>
static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/logout", RunAsync).AllowAnonymous();

    static async Task<IResult> RunAsync(
        HttpContext context, IAntiforgery antiforgery, EndSession end, SessionCookies<StaffRealm> cookies, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        await end.ExecuteAsync(new(), null, ct); // fails if there is no session, which is fine
        cookies.SignOut(context);
        return Results.LocalRedirect("/login");
    }
}
