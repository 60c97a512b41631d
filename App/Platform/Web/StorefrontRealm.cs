using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace App.Platform;

/// <summary>
/// The realm of an organization's customers: everything under <c>/s/{slug}</c>. Whoever comes there is a visitor or a shopper, whatever
/// else their browser carries, and the shopper's cookie is read nowhere else.
/// </summary>
public static class StorefrontRealm
{
    public const string Cookie = "__Host-shopper-session", Scheme = "storefront";

    public static bool Holds(HttpContext context) => context.Request.Path.StartsWithSegments("/s");

    /// <summary>What was shown; who that is, the Gate finds out.</summary>
    public static Credential CredentialOf(HttpContext context) => new Credential.Storefront(
        context.Request.RouteValues.GetValueOrDefault("slug") as string ?? "",
        context.Request.Cookies[Cookie] is { Length: > 0 and < 100 } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null);
}

/// <summary>
/// The realm has no principal: its pages are open to everyone, and ask the Gate. So a staff session counts for nothing there, and an
/// address without a page is just not there, instead of leading to the staff's sign-in page.
/// </summary>
sealed class StorefrontAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
