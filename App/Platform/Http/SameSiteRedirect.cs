using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components.Endpoints;

namespace App.Platform.Http;

/// <summary>
/// Sends our SameSite=Strict cookies along when someone follows a link in an email or on another site. The browser leaves these
/// cookies out of that first request, so a signed-in person would have to sign in again. The response is a page that requests the
/// same URL again, now from our own site.
/// </summary>
public static class SameSiteRedirect
{
    /// <summary>Adds the middleware. It must run after routing and before authentication.</summary>
    /// <param name="cookie">The name of the SameSite=Strict cookie.</param>
    public static IApplicationBuilder UseSameSiteRedirect(this IApplicationBuilder app, string cookie) =>
        app.Use((context, next) => NeedsRedirect(context, cookie) ? AnswerAsync(context) : next(context));

    static bool NeedsRedirect(HttpContext context, string cookie)
    {
        var request = context.Request;
        var isFromAnotherSite = HttpMethods.IsGet(request.Method)
            && request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] == "navigate";
        var isStaffPage = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            && !StorefrontRealm.Holds(context);
        return isFromAnotherSite && isStaffPage && !request.Cookies.ContainsKey(cookie);
    }

    static Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var url = HtmlEncoder.Default.Encode(LocalUrl.Or(request.PathBase + request.Path + request.QueryString, "/"));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Stockade</title><meta http-equiv="refresh" content="0;url={url}"></head>
            <body><p><a href="{url}">Continue to Stockade</a></p></body></html>
            """, context.RequestAborted);
    }
}
