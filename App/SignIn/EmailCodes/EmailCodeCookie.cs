namespace App.SignIn;

/// <summary>
/// Reads and writes a cookie with an email code that this browser requested. Its SameSite mode is Lax, because the emailed link
/// comes from another site and the cookie must still be sent.
/// </summary>
public static class EmailCodeCookie
{
    public static void Write(HttpContext context, string name, Id<EmailCode> id) =>
        context.Response.Cookies.Append(name, id.ToString(), Options());

    public static void Clear(HttpContext context, string name) => context.Response.Cookies.Delete(name, Options());

    public static Id<EmailCode>? Read(HttpContext context, string name) =>
        Id<EmailCode>.TryRead(context.Request.Cookies[name], out var id) ? id : null;

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
