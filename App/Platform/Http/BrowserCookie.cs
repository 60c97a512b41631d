namespace App.Platform.Http;

/// <summary>
/// Reads and writes the cookie that recognizes a browser at the next sign-in. Each realm has its own. The cookie grants no access
/// and skips no sign-in step: if it is lost, the owner gets one more email about a new sign-in; if it is stolen, one less. Wrong
/// passwords of strangers do not lock out a browser with a known cookie.
/// </summary>
public static class BrowserCookie
{
    const string Staff = "__Host-staff-browser", Shopper = "__Host-shopper-browser";

    /// <summary>Browsers keep no cookie longer than 400 days.</summary>
    static readonly TimeSpan MaxAge = TimeSpan.FromDays(400);

    public static string? Read(HttpContext context) => context.Request.Cookies[NameIn(context)];

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(NameIn(context), token,
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = MaxAge, IsEssential = true });

    static string NameIn(HttpContext context) => StorefrontRealm.Holds(context) ? Shopper : Staff;
}
