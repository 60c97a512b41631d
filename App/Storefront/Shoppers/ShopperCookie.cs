namespace App.Storefront;

/// <summary>
/// The two cookies of a shopper's session. Scripts cannot read them, and browsers send them only over TLS. Their SameSite mode
/// is Lax, so a shopper who follows a link from an email is still signed in. The refresh token is sent only to the storefront's
/// route that renews the access token.
/// </summary>
static class ShopperCookie
{
    public static async Task WriteAsync(HttpContext context, string slug, OpenedShopperSession opened)
    {
        var tokens = context.RequestServices.GetRequiredService<ShopperTokens>();
        Write(context, slug, await tokens.IssueAsync(opened, context.RequestAborted));
        if (opened.Browser is { } token)
            BrowserCookie.Write(context, token);
    }

    /// <summary>
    /// Writes both cookies. They last as long as the session, so an expired access token still shows that the browser had a
    /// session.
    /// </summary>
    public static void Write(HttpContext context, string slug, IssuedTokens issued)
    {
        context.Response.Cookies.Append(StorefrontRealm.Cookie, issued.Access, Options("/", issued.Until));
        context.Response.Cookies.Append(
            StorefrontRealm.Refresh, issued.Refresh, Options(StorefrontRealm.RefreshAt(slug), issued.Until));
    }

    public static void Clear(HttpContext context, string slug)
    {
        Forget(context);
        context.Response.Cookies.Delete(StorefrontRealm.Refresh, Options(StorefrontRealm.RefreshAt(slug), null));
    }

    /// <summary>Deletes the cookie of an access token that can no longer be renewed.</summary>
    public static void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(StorefrontRealm.Cookie, Options("/", null));

    static CookieOptions Options(string path, DateTimeOffset? expires) =>
        new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = path,
            Expires = expires,
            IsEssential = true,
        };
}
