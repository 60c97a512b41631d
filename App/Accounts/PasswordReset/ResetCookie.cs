namespace App.Accounts;

/// <summary>
/// The cookie with the password reset that this browser requested. Its SameSite mode is Lax, because the emailed link comes
/// from another site and the cookie must still be sent.
/// </summary>
public static class ResetCookie
{
    const string Name = "__Host-staff-reset";

    public static void Write(HttpContext context, Id<EmailCode> id) =>
        context.Response.Cookies.Append(Name, id.ToString(), Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    public static Id<EmailCode>? Read(HttpContext context) =>
        Id<EmailCode>.TryRead(context.Request.Cookies[Name], out var id) ? id : null;

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
