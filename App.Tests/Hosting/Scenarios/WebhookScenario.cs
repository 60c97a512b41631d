using App.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>Shared setup and look-ups of the webhook tests.</summary>
static class WebhookScenario
{
    /// <summary>Settings that allow deliveries to this machine, where the stub receivers run.</summary>
    public static readonly IReadOnlyDictionary<string, string?> LoopbackAllowed =
        new Dictionary<string, string?> { ["Webhooks:AllowedNetworks"] = "127.0.0.0/8" };

    public static async Task<EndpointWithSecret> ListensAsync(this TestActor admin, string url, params string[] types) =>
        (await admin.Get<CreateWebhookEndpoint>().ExecuteAsync(new(url, types.Length == 0 ? ["*"] : types))).Value;

    public static Task<List<WebhookDelivery>> DeliveriesAsync(this TestHost host, TestOrganization acme) =>
        host.Behind(acme.Id).WebhookDeliveries.AsNoTracking().OrderBy(row => row.Id).ToListAsync();

    public static async Task<WebhookDelivery> DeliveryAsync(this TestHost host, TestOrganization acme) =>
        Assert.Single(await host.DeliveriesAsync(acme));

    /// <summary>All attempts of the organization's deliveries: the stored ones and the successes in the deliveries.</summary>
    public static async Task<List<AttemptView>> AttemptsAsync(this TestHost host, TestOrganization acme)
    {
        var stored = await host.Behind(acme.Id).WebhookAttempts.AsNoTracking()
            .Select(row => new AttemptView(row.N, row.At, row.DurationMs, row.StatusCode, row.Error, row.ResponseExcerpt))
            .ToListAsync();
        return [.. stored.Concat((await host.DeliveriesAsync(acme)).SelectMany(AttemptView.LastSuccess)).OrderBy(row => row.N)];
    }

    /// <summary>Verifies both signatures as a receiver would.</summary>
    public static bool Proves(this StubReceiver.Post post, string secret, DateTimeOffset now) =>
        StandardWebhook.Verify(
            secret,
            post.Headers.GetValueOrDefault("webhook-id"),
            post.Headers.GetValueOrDefault("webhook-timestamp"),
            post.Headers.GetValueOrDefault("webhook-signature"),
            post.Body,
            now)
        && WebhookSignature.VerifyInHex(secret, post.Headers.GetValueOrDefault("X-Webhook-Signature"), post.Body, now);
}
