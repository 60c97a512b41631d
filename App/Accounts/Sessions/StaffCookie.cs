namespace App.Accounts;

/// <summary>
/// The two cookies of a staff session. Scripts cannot read them, and browsers send them only over TLS and only to our own
/// pages. The refresh token is sent only to the route that renews the access token.
/// </summary>
public static class StaffCookie
{
    public const string Access = "__Host-staff-session", Refresh = "__Secure-staff-refresh";

    public static async Task WriteAsync(HttpContext context, OpenedSession opened)
    {
        var tokens = context.RequestServices.GetRequiredService<StaffTokens>();
        Write(context, await tokens.IssueAsync(opened, context.RequestAborted));
        if (opened.Browser is { } token)
            BrowserCookie.Write(context, token);
    }

    /// <summary>
    /// Writes both cookies. They last as long as the session, so an expired access token still shows that the browser had a
    /// session.
    /// </summary>
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

    /// <summary>Deletes the cookie of an access token that can no longer be renewed.</summary>
    public static void Forget(HttpContext context) => context.Response.Cookies.Delete(Access, Options("/", null));

    static CookieOptions Options(string path, DateTimeOffset? expires) =>
        new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = path,
            Expires = expires,
            IsEssential = true,
        };
}
