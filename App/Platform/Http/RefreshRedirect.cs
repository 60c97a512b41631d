using Microsoft.AspNetCore.Components.Endpoints;

namespace App.Platform.Http;

/// <summary>Marks a request whose access token is one of ours but has expired. Authentication sets it.</summary>
/// <param name="RefreshAt">The route that renews the token.</param>
public sealed record ExpiredAccessToken(string RefreshAt);

/// <summary>
/// Redirects a browser with an expired access token to the route that renews it, and from there back to the page that it asked
/// for. Form posts are redirected with 307, so the browser sends the fields again.
/// </summary>
public static class RefreshRedirect
{
    const string ReturnUrl = "returnUrl";

    /// <summary>Adds the middleware. It must run before authorization, which would reject the expired token.</summary>
    public static IApplicationBuilder UseRefreshRedirect(this IApplicationBuilder app) => app.Use((context, next) =>
        (IsPage(context) || HttpMethods.IsPost(context.Request.Method)) && TryLead(context) ? Task.CompletedTask : next(context));

    /// <summary>
    /// Redirects to the refresh route. Returns false if there is no token to renew, or the request cannot be redirected.
    /// </summary>
    public static bool TryLead(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<ExpiredAccessToken>() is not { } expired
            || ExceptionMapping.IsApi(context)
            || request.Path.StartsWithSegments("/_blazor")
            || request.Path == expired.RefreshAt)
            return false;
        var wanted = LocalUrl.Or(request.PathBase + request.Path + request.QueryString, "/");
        RedirectTo(context, $"{expired.RefreshAt}?{ReturnUrl}={Uri.EscapeDataString(wanted)}");
        return true;
    }

    /// <summary>
    /// Returns the response of a refresh route. A script gets the lifetime of the new token in seconds; a page is redirected
    /// back.
    /// </summary>
    public static IResult Answer(HttpContext context, Problem? problem)
    {
        var wanted = context.Request.Query[ReturnUrl].ToString();
        if (wanted.Length == 0)
            return problem is null
                ? TypedResults.Json(new { expires_in = (int)AccessToken.Lifetime.TotalSeconds })
                : new ProblemResult(problem);
        if (problem is not null && problem != TokenProblems.RefreshRefused)
            return TypedResults.StatusCode(problem.Status); // going back would only redirect here again
        RedirectTo(context, LocalUrl.Or(wanted, "/"));
        return TypedResults.Empty;
    }

    static void RedirectTo(HttpContext context, string url)
    {
        context.Response.StatusCode = HttpMethods.IsPost(context.Request.Method)
            ? StatusCodes.Status307TemporaryRedirect
            : StatusCodes.Status302Found;
        context.Response.Headers.Location = url;
        context.Response.Headers.CacheControl = "no-store";
    }

    static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
