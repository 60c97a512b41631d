using System.Globalization;
using App.Platform;
using App.Platform.Ui;
using Microsoft.AspNetCore.OutputCaching;

namespace App.Storefront;

/// <summary>
/// A page of the catalogue, whole, for those of whom we know nothing: no session, no cart. It holds no form token and no name, so that one
/// rendering serves them all, for as long as the data on it may be kept (<see cref="CatalogueCache"/>) and no longer than until the
/// organization's next change. Whoever carries a cookie of the storefront's gets a page of their own.
/// </summary>
sealed class CataloguePages : IOutputCachePolicy
{
    public const string Policy = "catalogue";

    /// <summary>What its address may ask for; anything else there changes nothing on the page.</summary>
    static readonly string[] Asked = ["q", "category", "from", "to", "stock", "sort", "page"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var alike = HttpMethods.IsGet(http.Request.Method) && !http.Request.Cookies.ContainsKey(StorefrontRealm.Cookie) && CartCookie.Of(http) is null;
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (alike, alike, alike, alike);
        context.ResponseExpirationTimeSpan = CatalogueCache.Life;
        context.CacheVaryByRules.QueryKeys = Asked;
        context.CacheVaryByRules.VaryByValues["theme"] = ThemeChoice.Of(http) ?? "";
        // Counted before the page is rendered: what a change overtakes is kept where nobody looks for it any more.
        context.CacheVaryByRules.VaryByValues["changes"] = http.RequestServices.GetRequiredService<CatalogueCache>()
            .ChangesOf(http.Request.RouteValues["slug"] as string ?? "").ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    /// <summary>The kept headers hold the first request's name; each has its own.</summary>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.HttpContext.Response.OnStarting(() =>
        {
            SecurityHeaders.Apply(context.HttpContext);
            return Task.CompletedTask;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0)
            context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
