using System.Security.Cryptography;
using App.Platform;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace App.Webhooks;

/// <summary>The secret of an endpoint as its owner holds it: <c>whsec_</c> and the base64 of 32 random bytes.</summary>
public static class WebhookSecret
{
    public static string Make() => StandardWebhook.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}

/// <summary>
/// Seals secrets for the database. A seal opens for the endpoint it was made for and no other. What was opened is kept for a minute:
/// opening costs more than signing, and a busy endpoint wants it a thousand times a second.
/// </summary>
public sealed class EndpointSecrets(IDataProtectionProvider protection, IMemoryCache opened)
{
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public string Seal(string secret, Guid organization, Id<WebhookEndpoint> endpoint) => For(organization, endpoint).Protect(secret);

    public string Open(string sealedSecret, Guid organization, Id<WebhookEndpoint> endpoint) =>
        opened.GetOrCreate((nameof(EndpointSecrets), organization, endpoint, sealedSecret), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = Kept;
            return For(organization, endpoint).Unprotect(sealedSecret);
        })!;

    IDataProtector For(Guid organization, Id<WebhookEndpoint> endpoint) =>
        protection.CreateProtector("webhook secret", organization.ToString("N"), endpoint.ToString());
}
