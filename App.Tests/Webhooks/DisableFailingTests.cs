using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class DisableFailingTests(LoopHost loops) : IAsyncLifetime
{
    readonly TestHost host = loops.Host;
    readonly FakeClock clock = new();
    ServiceProvider services = null!;
    StubReceiver stub = null!;
    TestOrganization acme = null!;

    public async ValueTask InitializeAsync()
    {
        services = host.At(clock, settings: WebhookScenario.LoopbackAllowed);
        stub = await StubReceiver.StartAsync();
        acme = await host.OrganizationAsync(clock: clock, services: services);
    }

    public async ValueTask DisposeAsync()
    {
        await stub.DisposeAsync();
        await services.DisposeAsync();
    }

    /// <summary>Runs the recurring job after the given time and returns the endpoint.</summary>
    async Task<EndpointView> AfterAsync(TimeSpan time, Id<WebhookEndpoint> endpoint)
    {
        clock.Advance(time);
        await services.GetRequiredService<DisableFailing>().RunAsync(default);
        return (await acme.Key.Get<GetWebhookEndpoint>().ExecuteAsync(new(endpoint))).Value;
    }

    [Fact]
    public async Task An_endpoint_that_fails_for_five_days_is_disabled_and_an_event_is_raised()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url, "product.created");
        stub.Answer = StubReceiver.Status(500);
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();

        Assert.Equal(
            EndpointStatus.Enabled, (await AfterAsync(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1), endpoint.Id)).Status);
        var view = await AfterAsync(TimeSpan.FromMinutes(1), endpoint.Id);

        Assert.Equal((EndpointStatus.Disabled, DisabledReason.Failing), (view.Status, view.DisabledReason));
        Assert.Equal(DeliveryStatus.Disabled, (await host.DeliveryAsync(acme)).Status);
        Assert.Contains("webhook_endpoint.disabled", await acme.AnnouncedAsync());

        var resent = await acme.Key.Get<ResendDelivery>().ExecuteAsync(new((await host.DeliveryAsync(acme)).Id));
        Assert.Equal("webhook_endpoint_disabled", resent.Problem?.Code);
        var update = acme.Key.Get<UpdateWebhookEndpoint>();
        var enabled = (await update.ExecuteAsync(new(endpoint.Id, new(Status: EndpointStatus.Enabled)))).Value;
        Assert.Equal((EndpointStatus.Enabled, null), (enabled.Status, enabled.FailingSince));
    }

    [Fact]
    public async Task One_success_restarts_the_five_days()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url, "product.created");
        stub.Answer = StubReceiver.Status(500);
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        stub.Answer = StubReceiver.Status(200);
        await services.RunLoopsAsync();

        Assert.Equal(EndpointStatus.Enabled, (await AfterAsync(TimeSpan.FromDays(6), endpoint.Id)).Status);
    }
}
