using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace App.Platform.Ui;

/// <summary>Light, dark or as the system says. A cookie, so the server renders the right colors and nothing flashes.</summary>
public static class ThemeChoice
{
    const string Cookie = "theme";
    static readonly string[] Choices = ["light", "dark"];

    public static string? Of(HttpContext http) =>
        http.Request.Cookies[Cookie] is { } theme && Choices.Contains(theme) ? theme : null;

    /// <summary>Anything but light and dark forgets the choice. Comes back to a local address only.</summary>
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
