using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace App.Platform.Ui;

/// <summary>
/// Stores the theme: light, dark or that of the system. It is a cookie, so the server renders the right colors without a flash.
/// </summary>
public static class ThemeChoice
{
    const string Cookie = "theme";
    static readonly string[] Choices = ["light", "dark"];

    public static string? Of(HttpContext http) =>
        http.Request.Cookies[Cookie] is { } theme && Choices.Contains(theme) ? theme : null;

    /// <summary>Stores the theme; any value other than light and dark deletes the choice. Redirects only to local URLs.</summary>
    public static RedirectHttpResult Choose([FromForm] string? theme, [FromForm] string? returnUrl, HttpContext http)
    {
        var cookie = new CookieOptions
        {
            Path = "/",
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
        };
        if (theme is not null && Choices.Contains(theme))
            http.Response.Cookies.Append(Cookie, theme, cookie);
        else
            http.Response.Cookies.Delete(Cookie, cookie);
        return TypedResults.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
