using App.Platform;

namespace App.Accounts;

/// <summary>
/// The two cookies of a staff session: unreadable to scripts, sent over TLS and to our own pages only. The refresh token goes to the one
/// route that renews the other.
/// </summary>
public static class StaffCookie
{
    public const string Access = "__Host-staff-session", Refresh = "__Secure-staff-refresh";

    public static async Task WriteAsync(HttpContext context, OpenedSession opened)
    {
        Write(context, await context.RequestServices.GetRequiredService<StaffTokens>().IssueAsync(opened, context.RequestAborted));
        if (opened.Browser is { } token)
            BrowserCookie.Write(context, token);
    }

    /// <summary>Both live as long as the session: a browser whose access token has run out shows that it had one.</summary>
    public static void Write(HttpContext context, IssuedTokens issued)
    {
        context.Response.Cookies.Append(Access, issued.Access, Options("/", issued.Until));
        context.Response.Cookies.Append(Refresh, issued.Refresh, Options(RefreshRoute.Address, issued.Until));
    }

    public static void Clear(HttpContext context)
    {
        Forget(context);
        context.Response.Cookies.Delete(Refresh, Options(RefreshRoute.Address, null));
    }

    /// <summary>Of an access token that can no longer be renewed.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Access, Options("/", null));

    static CookieOptions Options(string path, DateTimeOffset? expires) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = path, Expires = expires, IsEssential = true };
}
