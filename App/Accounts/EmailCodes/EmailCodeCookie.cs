namespace App.Accounts;

/// <summary>
/// The cookie with the email code that this browser requested. Its SameSite mode is Lax, because the emailed link comes from
/// another site and the cookie must still be sent.
/// </summary>
public static class EmailCodeCookie
{
    const string Name = "__Host-staff-challenge";

    public static void Write(HttpContext context, Id<EmailCode> id) =>
        context.Response.Cookies.Append(Name, id.ToString(), Options());

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options());

    public static Id<EmailCode>? Read(HttpContext context) =>
        Id<EmailCode>.TryRead(context.Request.Cookies[Name], out var id) ? id : null;

    /// <summary>Returns the page where the code is entered. It continues to the given URL afterwards.</summary>
    public static string PageFor(string returnUrl) =>
        returnUrl == "/select" ? "/verify" : $"/verify?returnUrl={Uri.EscapeDataString(returnUrl)}";

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
