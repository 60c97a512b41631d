using Microsoft.AspNetCore.Components.Endpoints;

namespace App.Platform;

/// <summary>A browser's access token that was ours and is past its time, as authentication has found.</summary>
/// <param name="RefreshAt">The route that renews it.</param>
public sealed record StaleAccess(string RefreshAt);

/// <summary>
/// Leads a browser with an old access token over the route that renews it, and back to what it asked for. A form's fields come along: a 307
/// is repeated as it was.
/// </summary>
public static class RefreshLead
{
    const string ReturnUrl = "returnUrl";

    /// <summary>Before a page is rendered for nobody, and before a form is refused.</summary>
    public static IApplicationBuilder UseRefreshLead(this IApplicationBuilder app) => app.Use((context, next) =>
        (IsPage(context) || HttpMethods.IsPost(context.Request.Method)) && TryLead(context) ? Task.CompletedTask : next(context));

    /// <summary>False when there is nothing to renew, or nowhere to lead.</summary>
    public static bool TryLead(HttpContext context)
    {
        var request = context.Request;
        if (context.Features.Get<StaleAccess>() is not { } stale || Failures.IsApi(context) || request.Path.StartsWithSegments("/_blazor") || request.Path == stale.RefreshAt)
            return false;
        var wanted = LocalAddress.Or(request.PathBase + request.Path + request.QueryString, "/");
        LeadTo(context, $"{stale.RefreshAt}?{ReturnUrl}={Uri.EscapeDataString(wanted)}");
        return true;
    }

    /// <summary>How a refresh route answers: a script is told for how long all is well, a page asked for is led back to.</summary>
    public static IResult Answer(HttpContext context, Problem? problem)
    {
        if (context.Request.Query[ReturnUrl].ToString() is not { Length: > 0 } wanted)
            return problem is null ? Results.Json(new { expires_in = (int)AccessToken.Lifetime.TotalSeconds }) : new ProblemResult(problem);
        if (problem is not null && problem != TokenProblems.RefreshRefused)
            return Results.StatusCode(problem.Status); // back there it would only begin again
        LeadTo(context, LocalAddress.Or(wanted, "/"));
        return Results.Empty;
    }

    static void LeadTo(HttpContext context, string address)
    {
        context.Response.StatusCode = HttpMethods.IsPost(context.Request.Method) ? StatusCodes.Status307TemporaryRedirect : StatusCodes.Status302Found;
        context.Response.Headers.Location = address;
        context.Response.Headers.CacheControl = "no-store";
    }

    static bool IsPage(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
}
