namespace App.Storefront;

/// <summary>
/// The cookie with the password reset that this browser requested at a storefront. It has no effect at other storefronts. Its
/// SameSite mode is Lax, because the emailed link comes from another site and the cookie must still be sent.
/// </summary>
static class ShopperResetCookie
{
    const string Name = "__Host-shopper-reset";

    public static void Write(HttpContext context, Id<ShopperEmailCode> id) =>
        context.Response.Cookies.Append(Name, id.ToString(), Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    public static Id<ShopperEmailCode>? Read(HttpContext context) =>
        Id<ShopperEmailCode>.TryRead(context.Request.Cookies[Name], out var id) ? id : null;

    static CookieOptions Options() =>
        new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = TimeSpan.FromHours(1),
            IsEssential = true,
        };
}
