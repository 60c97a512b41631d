using App.Platform;
using App.Tests.Platform;
using App.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

/// <summary>What webhook tests begin with.</summary>
static class WebhookStory
{
    /// <summary>Our stubs live on this machine.</summary>
    public static readonly IReadOnlyDictionary<string, string?> LoopbackAllowed = new Dictionary<string, string?> { ["Webhooks:AllowedNetworks"] = "127.0.0.0/8" };

    public static async Task<EndpointWithSecret> ListensAsync(this TestActor admin, string url, params string[] types) =>
        (await admin.Get<CreateWebhookEndpoint>().ExecuteAsync(new(url, types.Length == 0 ? ["*"] : types))).Value;

    public static Task<List<WebhookDelivery>> DeliveriesAsync(this TestHouse house, TestOrganization acme) =>
        house.Behind(acme.Id).WebhookDeliveries.AsNoTracking().OrderBy(row => row.Id).ToListAsync();

    public static async Task<WebhookDelivery> DeliveryAsync(this TestHouse house, TestOrganization acme) => Assert.Single(await house.DeliveriesAsync(acme));

    public static Task<List<WebhookAttempt>> AttemptsAsync(this TestHouse house, TestOrganization acme) =>
        house.Behind(acme.Id).WebhookAttempts.AsNoTracking().OrderBy(row => row.N).ToListAsync();

    /// <summary>A receiver's own check of both signatures.</summary>
    public static bool Proves(this StubReceiver.Post post, string secret, DateTimeOffset now) =>
        StandardWebhook.Verify(secret, post.Headers.GetValueOrDefault("webhook-id"), post.Headers.GetValueOrDefault("webhook-timestamp"), post.Headers.GetValueOrDefault("webhook-signature"), post.Body, now)
        && WebhookSignature.VerifyInHex(secret, post.Headers.GetValueOrDefault("X-Webhook-Signature"), post.Body, now);
}
