namespace App.Storefront;

/// <summary>
/// Reads and writes the cookie with the token of a visitor's cart: 256 random bits that contain nothing about the visitor. A
/// browser has one token for all storefronts, and a separate cart in each.
/// </summary>
static class CartCookie
{
    const string Name = "__Host-cart";

    /// <summary>Returns the token, or null if the request has none.</summary>
    public static string? Of(HttpContext context) =>
        context.Request.Cookies[Name] is { Length: > 20 and < 100 } token ? token : null;

    /// <summary>Returns the token of the request. If there is none, creates one and sets the cookie.</summary>
    public static string Ensure(HttpContext context)
    {
        if (Of(context) is { } token)
            return token;
        token = Token.New();
        context.Response.Cookies.Append(Name, token, new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = Cart.Kept,
            IsEssential = true,
        });
        return token;
    }
}
