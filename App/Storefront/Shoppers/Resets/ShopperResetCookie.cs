using App.Platform;

namespace App.Storefront;

/// <summary>Which reset this browser began at a storefront; at another it leads nowhere. Lax, as for staff.</summary>
static class ShopperResetCookie
{
    const string Name = "__Host-shopper-reset";

    public static void Write(HttpContext context, Id<ShopperChallenge> challenge) => context.Response.Cookies.Append(Name, challenge.ToString(), Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    public static Id<ShopperChallenge>? Read(HttpContext context) => Id<ShopperChallenge>.TryRead(context.Request.Cookies[Name], out var challenge) ? challenge : null;

    static CookieOptions Options() =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromHours(1), IsEssential = true };
}
