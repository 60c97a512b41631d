using Microsoft.AspNetCore.Antiforgery;

namespace App.Accounts;

/// <summary>
/// Maps the routes from which a page's script requests a challenge before it asks the browser for a passkey. The browser's
/// response is posted with a form of the page; a cookie connects it to the challenge.
/// </summary>
static class PasskeyRoutes
{
    const string Cookie = "__Host-staff-passkey";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/account/passkeys/challenge", (
            HttpContext context, IAntiforgery antiforgery, BeginPasskey begin, CancellationToken ct) =>
            RespondAsync(context, antiforgery, () => begin.ExecuteAsync(new(), null, ct)));
        routes.MapPost("/account/confirm/challenge", (
            HttpContext context, IAntiforgery antiforgery, BeginPasskeyStepUp begin, CancellationToken ct) =>
            RespondAsync(context, antiforgery, () => begin.ExecuteAsync(new(), null, ct)));
        routes.MapPost("/login/challenge", (
            HttpContext context, IAntiforgery antiforgery, BeginPasskeySignIn begin, CancellationToken ct) =>
            RespondAsync(context, antiforgery, () => begin.ExecuteAsync(new(), null, ct)))
            .AllowAnonymous().WithMetadata(new RateLimitedAttribute());
    }

    /// <summary>
    /// Returns the token of the browser's challenge and deletes its cookie, because a challenge accepts only one response.
    /// </summary>
    public static string? Take(HttpContext context)
    {
        context.Response.Cookies.Delete(Cookie, Options(null));
        return context.Request.Cookies[Cookie];
    }

    static async Task<IResult> RespondAsync(
        HttpContext context, IAntiforgery antiforgery, Func<Task<Result<BegunCeremony>>> begin)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var begun = await begin();
        if (!begun.Succeeded)
        {
            await ProblemResponse.WriteAsync(context, begun.Problem);
            return Results.Empty;
        }
        context.Response.Cookies.Append(Cookie, begun.Value.Token!, Options(PasskeyCeremony.Lifetime));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(begun.Value.Options, "application/json");
    }

    static CookieOptions Options(TimeSpan? age) =>
        new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = age,
            IsEssential = true,
        };
}
