namespace App.Platform;

/// <summary>
/// By which a browser is known again when somebody signs in: one cookie in each realm, for as long as browsers keep any. It lets nobody in and
/// leaves out no step, so that losing it costs a mail, and a stolen one spares a mail.
/// </summary>
public static class BrowserCookie
{
    const string Staff = "__Host-staff-browser", Shopper = "__Host-shopper-browser";
    static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    public static string? Read(HttpContext context) => context.Request.Cookies[NameIn(context)];

    public static void Write(HttpContext context, string token) => context.Response.Cookies.Append(NameIn(context), token,
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Longest, IsEssential = true });

    static string NameIn(HttpContext context) => StorefrontRealm.Holds(context) ? Shopper : Staff;
}
