using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Caching.Memory;

namespace App.Platform;

/// <summary>
/// Who knocks. These schemes only read what was shown and see that it is alive, so that a stranger gets 401 before a body is read;
/// what the credential may do, and whether it still lives, the Gate finds out for itself at each call.
/// </summary>
public static class Authentication
{
    public const string ApiKeyScheme = "api-key", StaffScheme = "staff-session";
    const string Either = "credential";

    /// <summary>How long a positive look-up is believed here. The Gate believes none.</summary>
    static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);

    public static void AddAuthenticationSchemes(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddScoped<Caller>();
        services.AddAuthentication(Either).AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context =>
            StorefrontRealm.Holds(context) ? StorefrontRealm.Scheme : IsKey(context) ? ApiKeyScheme : StaffScheme)
            .AddScheme<AuthenticationSchemeOptions, StorefrontAuthentication>(StorefrontRealm.Scheme, null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>What the Authorization header holds is taken for a key, but for the API's access tokens.</summary>
    static bool IsKey(HttpContext context) => context.Request.Headers.Authorization.Count > 0 && !(Failures.IsApi(context) && AccessToken.Bearer(context.Request) is not null);

    /// <summary>The error page is for everyone, and the error may be that the database cannot say who it is.</summary>
    public static bool IsErrorPage(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>The principal of a credential, from a look-up not older than a second.</summary>
    public static async Task<AuthenticateResult> ProveAsync(
        IMemoryCache cache, string scheme, string credential, Func<Task<IEnumerable<Claim>?>> lookUp)
    {
        var claims = await cache.GetOrCreateAsync(credential, async entry =>
        {
            var found = await lookUp();
            entry.AbsoluteExpirationRelativeToNow = found is null ? TimeSpan.FromTicks(1) : Believed;
            return found?.ToArray();
        });
        if (claims is null)
            return AuthenticateResult.Fail("Not valid.");
        var identity = new ClaimsIdentity([.. claims, new Claim(ClaimTypes.Authentication, credential)], scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), scheme));
    }

    public static string Of(Credential credential) => credential switch
    {
        Credential.ApiKey key => $"key:{key.Fingerprint}",
        Credential.Session session => string.Create(CultureInfo.InvariantCulture, $"session:{session.Id}"),
        _ => "",
    };

    /// <summary>The credential that a principal was made from.</summary>
    public static Credential CredentialOf(ClaimsPrincipal user, string? slug) => user.FindFirstValue(ClaimTypes.Authentication)?.Split(':') switch
    {
        ["key", var hash] => new Credential.ApiKey(Convert.FromHexString(hash)),
        ["session", var id] => new Credential.Session(Guid.Parse(id), slug, Guid.TryParse(user.FindFirstValue(AccessToken.OrganizationClaim), out var organization) ? organization : null),
        _ => new Credential.None(),
    };

    /// <summary>Tells the scope's <see cref="Caller"/> who it is. The slug in the path chooses the organization of a session, never of a key.</summary>
    public static IApplicationBuilder UseCaller(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.RequestServices.GetRequiredService<Caller>().Is(
            () => StorefrontRealm.Holds(context) ? StorefrontRealm.CredentialOf(context) : CredentialOf(context.User, context.Request.RouteValues.GetValueOrDefault("slug") as string),
            context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent.ToString(), RequestId.Of(context),
            Failures.IsApi(context) ? Precondition.Of(context.Request.Headers.IfMatch) : null,
            Failures.IsApi(context) ? null : new Browser(BrowserCookie.Read(context)));
        return next(context);
    });
}
