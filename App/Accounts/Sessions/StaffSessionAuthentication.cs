using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using App.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>
/// Staff's access token: a browser's cookie, or a program's bearer in the API. Programs without one get 401; people who ask for a page are led
/// to the sign-in page and back, or over the refresh route when theirs has run out.
/// </summary>
public sealed class StaffSessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDatabase database, AccessTokens tokens, IMemoryCache cache, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>How long after its end a token still takes up the socket of an open page, which cannot be led anywhere. The session's row decides, as for every click.</summary>
    static readonly TimeSpan SocketGrace = AccessToken.Lifetime;

    string? bearer;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Authentication.IsErrorPage(Context))
            return AuthenticateResult.NoResult();
        bearer = AccessToken.Bearer(Request);
        if ((bearer ?? Request.Cookies[StaffCookie.Access]) is not { Length: > 0 } shown)
            return AuthenticateResult.NoResult();
        if (await tokens.ReadAsync(Realm.Staff, shown, Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("None of ours.");
        if (!token.Counts && !(Request.Path.StartsWithSegments("/_blazor") && token.ExpiresAt + SocketGrace > clock.GetUtcNow()))
        {
            if (bearer is null)
                Context.Features.Set(new StaleAccess(RefreshRoute.Address));
            return AuthenticateResult.Fail("Past its time.");
        }
        var proven = await ProveAsync(token.SessionId);
        proven.Principal?.AddIdentity(new ClaimsIdentity([bearer is null
            ? new Claim(AccessToken.UntilClaim, token.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
            : new Claim(AccessToken.OrganizationClaim, (token.OrganizationId ?? Guid.Empty).ToString())]));
        return proven;
    }

    Task<AuthenticateResult> ProveAsync(Guid session) =>
        Authentication.ProveAsync(cache, Scheme.Name, Authentication.Of(new Credential.Session(session, null)), async () =>
        {
            await using var look = database.Source.Command("select actor_name, account_id from platform.enter_by_session($1, null, $2)", session, clock.GetUtcNow());
            await using var row = await look.ExecuteReaderAsync(Context.RequestAborted);
            return await row.ReadAsync(Context.RequestAborted)
                ? [new Claim(ClaimTypes.Name, row.GetString(0)), new Claim(ClaimTypes.NameIdentifier, row.GetGuid(1).ToString())]
                : null;
        });

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (RefreshLead.TryLead(Context))
            return Task.CompletedTask;
        if (Failures.IsApi(Context) || !HttpMethods.IsGet(Request.Method) || Request.Path.StartsWithSegments("/_blazor"))
            return ProblemAnswer.WriteAsync(Context, bearer is null ? Problem.Unauthenticated : TokenProblems.Invalid);
        Response.Redirect($"/login?returnUrl={Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ProblemAnswer.WriteAsync(Context, Problem.Unauthenticated);
}
