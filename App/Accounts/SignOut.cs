using App.Platform;
using Microsoft.AspNetCore.Antiforgery;

namespace App.Accounts;

/// <summary>The sign-out form's address. Ends the session if there is one, and forgets the cookies in any case.</summary>
static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/logout", RunAsync).AllowAnonymous();

    static async Task<IResult> RunAsync(HttpContext context, IAntiforgery antiforgery, EndSession end, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        await end.ExecuteAsync(new(), null, ct); // nobody signed in: nothing to end
        StaffCookie.Clear(context);
        return Results.LocalRedirect("/login");
    }
}
