using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace App.Platform;

/// <summary>
/// The realm of an organization's customers: everything under <c>/s/{slug}</c>, and their part of the API. Whoever comes there is a visitor or
/// a shopper, whatever else they carry, and shoppers' tokens are read nowhere else.
/// </summary>
public static class StorefrontRealm
{
    public const string Cookie = "__Host-shopper-session", Refresh = "__Secure-shopper-refresh", Scheme = "storefront";

    /// <summary>Its part of the API, below the organization's slug.</summary>
    public const string Resource = "/storefront";

    public static bool Holds(HttpContext context) => context.Request.Path.StartsWithSegments("/s") || context.Request.Path.StartsWithSegments(Api.Base + Resource);

    /// <summary>Where a browser's tokens of one storefront are renewed.</summary>
    public static string RefreshAt(string slug) => $"/s/{slug}/refresh";

    /// <summary>What was shown; who that is, the Gate finds out.</summary>
    public static Credential CredentialOf(HttpContext context) => new Credential.Storefront(
        SlugOf(context), SessionOf(context));

    internal static Guid? SessionOf(HttpContext context) => context.Features.Get<ShownSession>()?.Id;

    internal static string SlugOf(HttpContext context) => context.Request.RouteValues.GetValueOrDefault("slug") as string ?? "";

    /// <summary>The session of an access token that was shown and is sound.</summary>
    internal sealed record ShownSession(Guid Id);
}

/// <summary>
/// Reads the access token: a browser's cookie on pages, a program's header in the API. The realm has no principal: its pages are open to everyone, and ask the Gate. So a staff session counts for nothing there, and an
/// address without a page is just not there, instead of leading to the staff's sign-in page.
/// </summary>
sealed class StorefrontAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens, AppDatabase database, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var shown = Failures.IsApi(Context) ? AccessToken.Bearer(Request) : Request.Cookies[StorefrontRealm.Cookie];
        if (!Authentication.IsErrorPage(Context) && await tokens.ReadAsync(Realm.Shopper, shown, Context.RequestAborted) is { } token)
        {
            if (token.Counts)
                Context.Features.Set(new StorefrontRealm.ShownSession(token.SessionId));
            else if (!Failures.IsApi(Context) && await OrganizationAsync() == token.OrganizationId)
                Context.Features.Set(new StaleAccess(StorefrontRealm.RefreshAt(StorefrontRealm.SlugOf(Context)))); // next door it renews nothing
        }
        return AuthenticateResult.NoResult();
    }

    async Task<Guid?> OrganizationAsync()
    {
        await using var look = database.Source.Command("select organization_id from platform.enter_storefront($1, null, $2)", StorefrontRealm.SlugOf(Context), clock.GetUtcNow());
        return await look.ExecuteScalarAsync(Context.RequestAborted) as Guid?;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
