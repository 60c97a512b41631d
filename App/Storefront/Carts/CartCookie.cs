using App.Platform;

namespace App.Storefront;

/// <summary>The token of a visitor's cart: 256 random bits that say nothing of who it is. One for all storefronts of a browser, each with a cart of its own.</summary>
static class CartCookie
{
    const string Name = "__Host-cart";

    public static string? Of(HttpContext context) => context.Request.Cookies[Name] is { Length: > 20 and < 100 } token ? token : null;

    /// <summary>The one there is, or a new one.</summary>
    public static string Ensure(HttpContext context)
    {
        if (Of(context) is { } token)
            return token;
        token = Token.New();
        context.Response.Cookies.Append(Name, token, new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = TimeSpan.FromDays(30), IsEssential = true });
        return token;
    }
}
