using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace App.Platform.Http;

/// <summary>
/// Defines the realm of an organization's customers: everything under <c>/s/{slug}</c>, and their part of the API. In this realm,
/// a caller is a visitor or a shopper, regardless of other credentials. Shoppers' tokens are accepted nowhere else.
/// </summary>
public static class StorefrontRealm
{
    public const string Cookie = "__Host-shopper-session", Refresh = "__Secure-shopper-refresh", Scheme = "storefront";

    /// <summary>This realm has this path in the API. The slug of the organization follows it.</summary>
    public const string Resource = "/storefront";

    public static bool Holds(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/s") || context.Request.Path.StartsWithSegments(Api.Base + Resource);

    /// <summary>Returns the route where browsers renew their tokens for one storefront.</summary>
    public static string RefreshAt(string slug) => $"/s/{slug}/refresh";

    /// <summary>Returns the refresh route of the request's storefront.</summary>
    public static string RefreshPathOf(HttpContext context) => RefreshAt(SlugOf(context));

    /// <summary>Returns the credential of the request. The Gate resolves it.</summary>
    public static Credential CredentialOf(HttpContext context) => new Credential.Storefront(SlugOf(context), SessionOf(context));

    internal static Guid? SessionOf(HttpContext context) => context.Features.Get<ShownSession>()?.Id;

    internal static string SlugOf(HttpContext context) => context.Request.RouteValues.GetValueOrDefault("slug") as string ?? "";

    /// <summary>Represents the session of a valid access token that came with the request.</summary>
    internal sealed record ShownSession(Guid Id);
}

/// <summary>
/// Reads the access token: from a cookie on pages, from the Authorization header in the API. This realm has no principal. Its
/// pages are open to everyone and ask the Gate, so a staff session has no effect, and a URL without a page is a 404 instead of a
/// redirect to the sign-in page for staff.
/// </summary>
sealed class StorefrontAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AccessTokens tokens,
    AppDatabase database, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var isApi = ExceptionMapping.IsApi(Context);
        var bearer = isApi ? AccessToken.Bearer(Request) : Request.Cookies[StorefrontRealm.Cookie];
        if (!Authentication.IsErrorPage(Context)
            && await tokens.ReadAsync(Realm.Shopper, bearer, Context.RequestAborted) is { } token)
        {
            if (token.Counts)
                Context.Features.Set(new StorefrontRealm.ShownSession(token.SessionId));
            else if (!isApi && await OrganizationAsync() == token.OrganizationId) // another storefront cannot renew it
                Context.Features.Set(new ExpiredAccessToken(StorefrontRealm.RefreshAt(StorefrontRealm.SlugOf(Context))));
        }
        return AuthenticateResult.NoResult();
    }

    async Task<Guid?> OrganizationAsync()
    {
        await using var command = database.Source.Command(
            "select organization_id from platform.enter_storefront($1, null, $2)",
            StorefrontRealm.SlugOf(Context), clock.GetUtcNow());
        return await command.ExecuteScalarAsync(Context.RequestAborted) as Guid?;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
