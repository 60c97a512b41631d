using System.Globalization;
using Microsoft.AspNetCore.OutputCaching;

namespace App.Storefront;

/// <summary>
/// Caches whole catalog pages for visitors without a session and without a cart. Such a page contains no form token and no name,
/// so one rendering serves all of them. It is kept as long as the data on it (<see cref="CatalogCache"/>), and at most until the
/// organization's next change. A visitor with a cookie of the storefront gets a page of their own.
/// </summary>
sealed class CatalogPages : IOutputCachePolicy
{
    public const string Policy = "catalog";

    /// <summary>
    /// Lists the query parameters that the page reads. Other parameters do not change it and are not part of the cache key.
    /// </summary>
    static readonly string[] QueryKeys = ["q", "category", "from", "to", "stock", "sort", "page"];

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var http = context.HttpContext;
        var cacheable = HttpMethods.IsGet(http.Request.Method)
            && !http.Request.Cookies.ContainsKey(StorefrontRealm.Cookie)
            && CartCookie.Of(http) is null;
        context.EnableOutputCaching = cacheable;
        context.AllowCacheLookup = cacheable;
        context.AllowCacheStorage = cacheable;
        context.AllowLocking = cacheable;
        context.ResponseExpirationTimeSpan = CatalogCache.Lifetime;
        if (cacheable)
        {
            KeepKeyed(http.Request);
            IgnoreConditions(http.Request);
        }
        context.CacheVaryByRules.QueryKeys = QueryKeys;
        context.CacheVaryByRules.VaryByValues["theme"] = ThemeChoice.Of(http) ?? "";
        // The count is read before the page is rendered, so a page that is overtaken by a change is stored under a key that is no
        // longer requested.
        context.CacheVaryByRules.VaryByValues["changes"] = http.RequestServices.GetRequiredService<CatalogCache>()
            .ChangesOf(http.Request.RouteValues["slug"] as string ?? "").ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Removes all other parameters from the request before the page is rendered. Its links contain the query, so the cached page
    /// would show those of its first visitor to all others.
    /// </summary>
    static void KeepKeyed(HttpRequest request)
    {
        var keyed = request.Query.Where(entry => QueryKeys.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (keyed.Count < request.Query.Count)
            request.QueryString = QueryString.Create(keyed);
    }

    /// <summary>
    /// Removes conditions. Pages have neither an entity tag nor a date of modification, so conditions on them are ignored
    /// (RFC 9110, 13.1.3). The cache would compare them with the time of the rendering, and answer 304 only while the page is
    /// cached.
    /// </summary>
    static void IgnoreConditions(HttpRequest request)
    {
        request.Headers.Remove("If-None-Match");
        request.Headers.Remove("If-Modified-Since");
    }

    /// <summary>Sets the headers again, because the cached ones contain the request id of the first request.</summary>
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
