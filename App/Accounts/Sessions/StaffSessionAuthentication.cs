using System.Security.Claims;
using System.Text.Encodings.Web;
using App.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace App.Accounts;

/// <summary>The staff cookie. Programs that ask the API without one get 401; people who ask for a page are led to the sign-in page and back.</summary>
public sealed class StaffSessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDatabase database, IMemoryCache cache, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Cookie = "__Host-staff-session";

    internal static string CacheKey(byte[] tokenHash) => $"token:{Convert.ToHexStringLower(tokenHash)}";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Authentication.IsErrorPage(Context))
            return AuthenticateResult.NoResult();
        if (Request.Cookies[Cookie] is not { Length: > 0 and < 100 } token)
            return AuthenticateResult.NoResult();
        var hash = Token.HashOf(token);
        await using var find = database.Source.CreateCommand("select s.id from platform.sessions s where s.token_hash = $1 and s.ended_at is null");
        find.Parameters.Add(new() { Value = hash });
        if (await cache.GetOrCreateAsync(CacheKey(hash), async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(1);
                return await find.ExecuteScalarAsync(Context.RequestAborted) as Guid?;
            }) is not { } session)
            return AuthenticateResult.Fail("Unknown or ended.");

        var credential = new Credential.Session(session, null);
        return await Authentication.ProveAsync(cache, Scheme.Name, Authentication.Of(credential), async () =>
        {
            await using var look = database.Source.CreateCommand("select actor_name, account_id from platform.enter_by_session($1, null, $2)");
            look.Parameters.Add(new() { Value = session });
            look.Parameters.Add(new() { Value = clock.GetUtcNow() });
            await using var row = await look.ExecuteReaderAsync(Context.RequestAborted);
            return await row.ReadAsync(Context.RequestAborted)
                ? [new Claim(ClaimTypes.Name, row.GetString(0)), new Claim(ClaimTypes.NameIdentifier, row.GetGuid(1).ToString())]
                : null;
        });
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Failures.IsApi(Context) || !HttpMethods.IsGet(Request.Method) || Request.Path.StartsWithSegments("/_blazor"))
            return ProblemAnswer.WriteAsync(Context, Problem.Unauthenticated);
        Response.Redirect($"/login?returnUrl={Uri.EscapeDataString(Request.PathBase + Request.Path + Request.QueryString)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ProblemAnswer.WriteAsync(Context, Problem.Unauthenticated);
}
