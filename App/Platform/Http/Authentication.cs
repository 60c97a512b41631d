using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;

namespace App.Platform.Http;

/// <summary>
/// Registers the authentication schemes. They reject missing, invalid and expired credentials with 401 before the body is read.
/// The Gate resolves the credential again at each call and authorizes it.
/// </summary>
public static class Authentication
{
    public const string ApiKeyScheme = "api-key", StaffScheme = "staff-session";
    const string Either = "credential";

    /// <summary>The schemes cache a valid credential for this time. The Gate caches none.</summary>
    static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(1);

    public static void AddAuthenticationSchemes(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<UnknownCredentials>();
        services.AddScoped<Caller>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, StorefrontAuthentication>(StorefrontRealm.Scheme, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    static string SchemeOf(HttpContext context)
    {
        if (StorefrontRealm.Holds(context))
            return StorefrontRealm.Scheme;
        return IsKey(context) ? ApiKeyScheme : StaffScheme;
    }

    /// <summary>
    /// Returns true if the Authorization header is to be read as an API key: always, except for access tokens in the API.
    /// </summary>
    static bool IsKey(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0
        && !(ExceptionMapping.IsApi(context) && AccessToken.Bearer(context.Request) is not null);

    /// <summary>
    /// Returns true while an error page is rendered. It must not authenticate: the error may be that the database is unavailable.
    /// </summary>
    public static bool IsErrorPage(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>Returns the principal of a credential. Valid credentials are cached for one second.</summary>
    public static async Task<AuthenticateResult> ProveAsync(
        IMemoryCache cache, string scheme, string credential, Func<Task<IEnumerable<Claim>?>> lookUp)
    {
        var claims = await cache.GetOrCreateAsync(credential, async entry =>
        {
            var found = await lookUp();
            entry.AbsoluteExpirationRelativeToNow = found is null ? TimeSpan.FromTicks(1) : CacheDuration;
            return found?.ToArray();
        });
        if (claims is null)
            return AuthenticateResult.Fail("The credential is not valid.");
        var identity = new ClaimsIdentity([.. claims, new Claim(ClaimTypes.Authentication, credential)], scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), scheme));
    }

    public static string Of(Credential credential) => credential switch
    {
        Credential.ApiKey key => $"key:{key.Fingerprint}",
        Credential.Session session => string.Create(CultureInfo.InvariantCulture, $"session:{session.Id}"),
        _ => "",
    };

    /// <summary>Returns the credential that a principal was created from.</summary>
    public static Credential CredentialOf(ClaimsPrincipal user, string? slug) =>
        user.FindFirstValue(ClaimTypes.Authentication)?.Split(':') switch
        {
            ["key", var hash] => new Credential.ApiKey(Convert.FromHexString(hash)),
            ["session", var id] => new Credential.Session(Guid.Parse(id), slug, OrganizationOf(user)),
            _ => new Credential.None(),
        };

    static Guid? OrganizationOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(AccessToken.OrganizationClaim), out var organization) ? organization : null;

    /// <summary>
    /// Sets the <see cref="Caller"/> of the request. The slug in the path chooses the organization of a session; an API key
    /// brings its own organization.
    /// </summary>
    public static IApplicationBuilder UseCaller(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var isApi = ExceptionMapping.IsApi(context);
        context.RequestServices.GetRequiredService<Caller>().Is(
            () => CredentialOf(context),
            context.Connection.RemoteIpAddress,
            context.Request.Headers.UserAgent.ToString(),
            RequestId.Of(context),
            isApi ? Precondition.Of(context.Request.Headers.IfMatch, context.Request.Headers.IfNoneMatch) : null,
            isApi ? null : new Browser(BrowserCookie.Read(context)),
            RequestId.OfClient(context));
        return next(context);
    });

    static Credential CredentialOf(HttpContext context) => StorefrontRealm.Holds(context)
        ? StorefrontRealm.CredentialOf(context)
        : CredentialOf(context.User, context.Request.RouteValues.GetValueOrDefault("slug") as string);
}
