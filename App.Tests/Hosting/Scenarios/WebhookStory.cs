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

    public async ValueTask InitializeAsync()
    {
        await using var clear = Host.Admin.CreateCommand("""
            delete from platform.pending_jobs;
            delete from webhook_attempts;
            delete from webhook_deliveries;
            delete from outbox_messages
            """);
        await clear.ExecuteNonQueryAsync();
        Services = Host.At(Clock, settings: WebhookScenario.LoopbackAllowed);
        Stub = await StubReceiver.StartAsync();
        Acme = await Host.OrganizationAsync(clock: Clock, services: Services);
    }

    public async ValueTask DisposeAsync()
    {
        await Stub.DisposeAsync();
        await Services.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
