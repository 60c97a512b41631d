namespace App.Accounts;

/// <summary>The cookie of a staff session: unreadable to scripts, sent over TLS and to our own pages only.</summary>
public static class StaffCookie
{
    public static void Write(HttpContext context, OpenedSession opened) =>
        context.Response.Cookies.Append(StaffSessionAuthentication.Cookie, opened.Token ?? throw new InvalidOperationException("A replayed session has no token."),
            Options(opened.ExpiresAt));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(StaffSessionAuthentication.Cookie, Options(null));

    static CookieOptions Options(DateTimeOffset? expires) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", Expires = expires, IsEssential = true };
}
