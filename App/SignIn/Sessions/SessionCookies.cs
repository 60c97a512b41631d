namespace App.SignIn;

/// <summary>Specifies the two cookies of a session.</summary>
/// <param name="Access">The name of the cookie with the access token.</param>
/// <param name="Refresh">The name of the cookie with the refresh token.</param>
/// <param name="SameSite">Strict, or Lax if people come back by links in emails and must still be signed in.</param>
/// <param name="RefreshPath">Returns the path of the route that renews the access token.</param>
public sealed record SessionCookieSettings(
    string Access, string Refresh, SameSiteMode SameSite, Func<HttpContext, string> RefreshPath);

/// <summary>
/// Writes and deletes the two cookies of a session. Scripts cannot read them, and browsers send them only over TLS. The refresh
/// token is sent only to the route that renews the access token.
/// </summary>
public sealed class SessionCookies<TRealm>(TRealm realm, SessionTokens<TRealm> tokens, SessionRefresh<TRealm> refresh)
    where TRealm : SignInRealm
{
    public async Task WriteAsync(HttpContext context, OpenedSession opened)
    {
        Write(context, await tokens.IssueAsync(opened, context.RequestAborted));
        if (opened.Browser is { } token)
            BrowserCookie.Write(context, token);
    }

    public void Clear(HttpContext context)
    {
        ClearAccess(context);
        context.Response.Cookies.Delete(realm.Cookies.Refresh, Options(realm.Cookies.RefreshPath(context), null));
    }

    /// <summary>
    /// Deletes the cookies at sign-out, and asks the browser to forget the pages that it has cached (Clear-Site-Data, W3C).
    /// </summary>
    public void SignOut(HttpContext context)
    {
        Clear(context);
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>
    /// Renews the access token of a browser. The script of an open page calls the route, and requests for pages with an expired
    /// token are redirected to it.
    /// </summary>
    public async Task<IResult> RenewAsync(HttpContext context, CancellationToken ct)
    {
        var renewed = await refresh.AttemptAsync(context.Request.Cookies[realm.Cookies.Refresh], null, ct);
        if (renewed.Succeeded)
            Write(context, renewed.Value);
        else if (renewed.Problem == TokenProblems.RefreshRefused) // concurrent requests do not get here: they share a new token
            ClearAccess(context);
        return RefreshRedirect.Answer(context, renewed.Problem);
    }

    /// <summary>
    /// Writes both cookies. They last as long as the session, so an expired access token still shows that the browser had a
    /// session.
    /// </summary>
    void Write(HttpContext context, IssuedTokens issued)
    {
        var cookies = realm.Cookies;
        context.Response.Cookies.Append(cookies.Access, issued.Access, Options("/", issued.Until));
        context.Response.Cookies.Append(cookies.Refresh, issued.Refresh, Options(cookies.RefreshPath(context), issued.Until));
    }

    void ClearAccess(HttpContext context) => context.Response.Cookies.Delete(realm.Cookies.Access, Options("/", null));

    CookieOptions Options(string path, DateTimeOffset? expires) =>
        new()
        {
            HttpOnly = true,
            Secure = true,
            SameSite = realm.Cookies.SameSite,
            Path = path,
            Expires = expires,
            IsEssential = true,
        };
}
