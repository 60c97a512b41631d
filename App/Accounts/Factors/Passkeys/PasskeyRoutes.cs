using App.Platform;
using Microsoft.AspNetCore.Antiforgery;

namespace App.Accounts;

/// <summary>
/// Where the page's script asks for a challenge, before it asks the browser for a passkey. The answer to that goes into a form of the
/// page; the cookie ties the two together.
/// </summary>
static class PasskeyRoutes
{
    const string Cookie = "__Host-staff-passkey";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/passkeys/challenge", (HttpContext context, IAntiforgery antiforgery, BeginPasskey begin, CancellationToken ct) =>
            AnswerAsync(context, antiforgery, () => begin.ExecuteAsync(new(), null, ct)));
        routes.MapPost("/account/confirm/challenge", (HttpContext context, IAntiforgery antiforgery, BeginPasskeyStepUp begin, CancellationToken ct) =>
            AnswerAsync(context, antiforgery, () => begin.ExecuteAsync(new(), null, ct)));
        routes.MapPost("/login/challenge", (HttpContext context, IAntiforgery antiforgery, BeginPasskeySignIn begin, CancellationToken ct) =>
            AnswerAsync(context, antiforgery, () => begin.ExecuteAsync(new(), null, ct))).AllowAnonymous().WithMetadata(new EntranceAttribute());
    }

    /// <summary>The browser's ceremony, which is over with its first answer.</summary>
    public static string? Take(HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie, Options(null));
        return context.Request.Cookies[Cookie];
    }

    static async Task<IResult> AnswerAsync(HttpContext context, IAntiforgery antiforgery, Func<Task<Result<BegunCeremony>>> begin)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var begun = await begin();
        if (!begun.Succeeded)
        {
            await ProblemAnswer.WriteAsync(context, begun.Problem);
            return Results.Empty;
        }
        context.Response.Cookies.Append(Cookie, begun.Value.Token!, Options(PasskeyCeremony.Lifetime));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(begun.Value.Options, "application/json");
    }

    static CookieOptions Options(TimeSpan? age) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = age, IsEssential = true };
}
