using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests;

/// <summary>
/// Gives a test of webhooks an organization, a receiver and a clock. Nothing of earlier tests waits to be delivered.
/// </summary>
public abstract class WebhookStory(LoopHost loops) : IAsyncLifetime
{
    protected TestHost Host { get; } = loops.Host;
    private protected FakeClock Clock { get; } = new();
    protected ServiceProvider Services { get; private set; } = null!;
    protected StubReceiver Stub { get; private set; } = null!;
    private protected TestOrganization Acme { get; private set; } = null!;

    /// <summary>Deletes what earlier tests have left to be delivered.</summary>
    internal static async Task ClearAsync(TestHost host)
    {
        await using var clear = host.Admin.CreateCommand("""
            delete from platform.pending_jobs;
            delete from webhook_attempts;
            delete from webhook_deliveries;
            delete from outbox_messages
            """);
        await clear.ExecuteNonQueryAsync();
    }

    public async ValueTask InitializeAsync()
    {
        await ClearAsync(Host);
        Services = Host.At(Clock, settings: WebhookScenario.LoopbackAllowed);
        Stub = await StubReceiver.StartAsync();
        Acme = await Host.OrganizationAsync(clock: Clock, services: Services);
    }

    /// <summary>
    /// Adds endpoints, also more than an organization may have, because one worker serves those of all organizations.
    /// </summary>
    private protected async Task AddEndpointsAsync(TestOrganization organization, string url, int count, string eventType)
    {
        var secrets = Services.GetRequiredService<EndpointSecrets>();
        await using var db = Host.Behind(organization.Id);
        for (var n = 0; n < count; n++)
        {
            var endpoint = WebhookEndpoint.Create($"{url}/{n}", [eventType], null, Clock.GetUtcNow());
            endpoint.Take(secrets.Encrypt(WebhookSecret.Make(), organization.Id, endpoint.Id), Clock.GetUtcNow());
            db.Add(endpoint);
        }
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stub.DisposeAsync();
        await Services.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
