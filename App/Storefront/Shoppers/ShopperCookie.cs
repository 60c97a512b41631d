using App.Platform;

namespace App.Storefront;

/// <summary>The cookie of a shopper's session: unreadable to scripts, over TLS only. Lax, so that a link in a mail finds its reader signed in.</summary>
static class ShopperCookie
{
    public static void Write(HttpContext context, OpenedShopperSession opened) =>
        context.Response.Cookies.Append(StorefrontRealm.Cookie, opened.Token ?? throw new InvalidOperationException("A replayed session has no token."), Options(opened.ExpiresAt));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(StorefrontRealm.Cookie, Options(null));

    static CookieOptions Options(DateTimeOffset? expires) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", Expires = expires, IsEssential = true };
}
