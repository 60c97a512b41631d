using App.Platform;

namespace App.Storefront;

/// <summary>
/// The two cookies of a shopper's session: unreadable to scripts, over TLS only. Lax, so that a link in a mail finds its reader signed in. The
/// refresh token goes to the one route of its storefront that renews the other.
/// </summary>
static class ShopperCookie
{
    public static async Task WriteAsync(HttpContext context, string slug, OpenedShopperSession opened)
    {
        Write(context, slug, await context.RequestServices.GetRequiredService<ShopperTokens>().IssueAsync(opened, context.RequestAborted));
        if (opened.Browser is { } token)
            BrowserCookie.Write(context, token);
    }

    /// <summary>Both live as long as the session: a browser whose access token has run out shows that it had one.</summary>
    public static void Write(HttpContext context, string slug, IssuedTokens issued)
    {
        context.Response.Cookies.Append(StorefrontRealm.Cookie, issued.Access, Options("/", issued.Until));
        context.Response.Cookies.Append(StorefrontRealm.Refresh, issued.Refresh, Options(StorefrontRealm.RefreshAt(slug), issued.Until));
    }

    public static void Clear(HttpContext context, string slug)
    {
        Forget(context);
        context.Response.Cookies.Delete(StorefrontRealm.Refresh, Options(StorefrontRealm.RefreshAt(slug), null));
    }

    /// <summary>Of an access token that can no longer be renewed.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(StorefrontRealm.Cookie, Options("/", null));

    static CookieOptions Options(string path, DateTimeOffset? expires) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = path, Expires = expires, IsEssential = true };
}
