using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using App.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>
/// Authenticates staff by access token: a cookie from browsers, a bearer token from programs. Programs without a valid token
/// get 401. People who request a page are redirected to the sign-in page and back or, if their token has expired, through the
/// refresh route.
/// </summary>
public sealed class StaffSessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDatabase database,
    AccessTokens tokens, IMemoryCache cache, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>
    /// The time after its expiry for which a token still opens the WebSocket of an open page, which cannot be redirected. The
    /// session's row decides whether it is still valid, as for every click.
    /// </summary>
    static readonly TimeSpan SocketGrace = AccessToken.Lifetime;

    string? bearer;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Authentication.IsErrorPage(Context))
            return AuthenticateResult.NoResult();
        bearer = AccessToken.Bearer(Request);
        if ((bearer ?? Request.Cookies[StaffRealm.AccessCookie]) is not { Length: > 0 } shown)
            return AuthenticateResult.NoResult();
        if (await tokens.ReadAsync(Realm.Staff, shown, Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("The access token is invalid.");
        var isInSocketGrace = Request.Path.StartsWithSegments("/_blazor") && token.ExpiresAt + SocketGrace > clock.GetUtcNow();
        if (!token.Counts && !isInSocketGrace)
        {
            if (bearer is null)
                Context.Features.Set(new ExpiredAccessToken(StaffRealm.RefreshRoute));
            return AuthenticateResult.Fail("The access token has expired.");
        }
        var result = await ProveAsync(token.SessionId);
        var claim = bearer is null
            ? new Claim(AccessToken.UntilClaim, token.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
            : new Claim(AccessToken.OrganizationClaim, (token.OrganizationId ?? Guid.Empty).ToString());
        result.Principal?.AddIdentity(new ClaimsIdentity([claim]));
        return result;
    }

    Task<AuthenticateResult> ProveAsync(Guid session) =>
        Authentication.ProveAsync(cache, Scheme.Name, Authentication.Of(new Credential.Session(session, null)), async () =>
        {
            await using var query = database.Source.Command(
                "select actor_name, account_id from platform.enter_by_session($1, null, $2)", session, clock.GetUtcNow());
            await using var row = await query.ExecuteReaderAsync(Context.RequestAborted);
            return await row.ReadAsync(Context.RequestAborted)
                ? [new Claim(ClaimTypes.Name, row.GetString(0)), new Claim(ClaimTypes.NameIdentifier, row.GetGuid(1).ToString())]
                : null;
        });

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (RefreshRedirect.TryLead(Context))
            return Task.CompletedTask;
        var cannotRedirect = ExceptionMapping.IsApi(Context) || !HttpMethods.IsGet(Request.Method)
            || Request.Path.StartsWithSegments("/_blazor");
        if (cannotRedirect)
            return ProblemResponse.WriteAsync(Context, bearer is null ? Problem.Unauthenticated : TokenProblems.Invalid);
        Response.Redirect($"/login?returnUrl={Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResponse.WriteAsync(Context, Problem.Unauthenticated);
}
