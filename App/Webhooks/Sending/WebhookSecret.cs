using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Memory;

namespace App.Webhooks;

/// <summary>Makes signing secrets: <c>whsec_</c> followed by the base64 of 32 random bytes.</summary>
public static class WebhookSecret
{
    public static string Make() => StandardWebhook.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}

/// <summary>
/// Encrypts signing secrets for the database. A secret can be decrypted only for the endpoint it was encrypted for. Decrypted
/// secrets are cached for a minute: decrypting costs more than signing, and a busy endpoint needs its secret a thousand times a
/// second.
/// </summary>
public sealed class EndpointSecrets(IDataProtectionProvider protection, IMemoryCache cache)
{
    static readonly TimeSpan CachedFor = TimeSpan.FromMinutes(1);

    /// <summary>Encrypts a secret for an endpoint.</summary>
    public string Encrypt(string secret, Guid organization, Id<WebhookEndpoint> endpoint) =>
        ProtectorOf(organization, endpoint).Protect(secret);

    /// <summary>Decrypts a secret of an endpoint.</summary>
    public string Decrypt(string encrypted, Guid organization, Id<WebhookEndpoint> endpoint) =>
        cache.GetOrCreate((nameof(EndpointSecrets), organization, endpoint, encrypted), entry =>
        {
            entry.AbsoluteExpirationRelativeToNow = CachedFor;
            return ProtectorOf(organization, endpoint).Unprotect(encrypted);
        })!;

    IDataProtector ProtectorOf(Guid organization, Id<WebhookEndpoint> endpoint) =>
        protection.CreateProtector("webhook secret", organization.ToString("N"), endpoint.ToString());
}
