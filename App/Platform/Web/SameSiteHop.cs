using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components.Endpoints;

namespace App.Platform;

/// <summary>
/// Who follows a link in a mail or on another site comes without our strict cookies, and would be asked to sign in though they are. They get
/// a page that asks for the same address once more, from here: then the browser sends them along.
/// </summary>
public static class SameSiteHop
{
    /// <param name="app">Behind routing, before authentication.</param>
    /// <param name="cookie">The strict cookie.</param>
    public static IApplicationBuilder UseSameSiteHop(this IApplicationBuilder app, string cookie) => app.Use((context, next) =>
    {
        var request = context.Request;
        var fromElsewhere = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"] == "cross-site" && request.Headers["Sec-Fetch-Mode"] == "navigate";
        var isPage = context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && !StorefrontRealm.Holds(context);
        return fromElsewhere && isPage && !request.Cookies.ContainsKey(cookie) ? AnswerAsync(context) : next(context);
    });

    static Task AnswerAsync(HttpContext context)
    {
        var address = HtmlEncoder.Default.Encode(LocalAddress.Or(context.Request.PathBase + context.Request.Path + context.Request.QueryString, "/"));
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Stockade</title><meta http-equiv="refresh" content="0;url={address}"></head>
            <body><p><a href="{address}">Continue to Stockade</a></p></body></html>
            """, context.RequestAborted);
    }
}
