using System.Security.Cryptography;
using System.Text;
using App.Platform;
using Microsoft.AspNetCore.DataProtection;

namespace App.Webhooks;

/// <summary>The secret of an endpoint as its owner holds it: <c>whsec_</c> and the base64 of 32 random bytes.</summary>
public static class WebhookSecret
{
    const string Prefix = "whsec_";

    public static string Make() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The bytes that sign (Standard Webhooks).</summary>
    public static byte[] Key(string secret) =>
        Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
}

/// <summary>Seals secrets for the database. A seal opens for the endpoint it was made for and no other.</summary>
public sealed class EndpointSecrets(IDataProtectionProvider protection)
{
    public string Seal(string secret, Guid organization, Id<WebhookEndpoint> endpoint) => For(organization, endpoint).Protect(secret);

    public string Open(string sealedSecret, Guid organization, Id<WebhookEndpoint> endpoint) => For(organization, endpoint).Unprotect(sealedSecret);

    IDataProtector For(Guid organization, Id<WebhookEndpoint> endpoint) =>
        protection.CreateProtector("webhook secret", organization.ToString("N"), endpoint.ToString());
}
