using App.Platform;
using App.Tests.Catalog;
using App.Tests.Platform;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class DisableFailingTests(LoopHouse loops) : IAsyncLifetime
{
    readonly TestHouse house = loops.House;
    readonly TestClock clock = new();
    ServiceProvider services = null!;
    StubReceiver stub = null!;
    TestOrganization acme = null!;

    public async ValueTask InitializeAsync()
    {
        services = house.At(clock, settings: WebhookStory.LoopbackAllowed);
        stub = await StubReceiver.StartAsync();
        acme = await house.OrganizationAsync(clock: clock, services: services);
    }

    public async ValueTask DisposeAsync()
    {
        await stub.DisposeAsync();
        await services.DisposeAsync();
    }

    async Task<EndpointView> AfterAsync(TimeSpan time, Id<WebhookEndpoint> endpoint)
    {
        clock.Advance(time);
        await services.GetRequiredService<DisableFailing>().RunAsync(default);
        return (await acme.Key.Get<GetWebhookEndpoint>().ExecuteAsync(new(endpoint))).Value;
    }

    [Fact]
    public async Task Five_days_of_nothing_but_failure_disable_an_endpoint_and_say_so()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url, "product.created");
        stub.Answer = StubReceiver.Status(500);
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();

        Assert.Equal(EndpointStatus.Enabled, (await AfterAsync(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1), endpoint.Id)).Status);
        var view = await AfterAsync(TimeSpan.FromMinutes(1), endpoint.Id);

        Assert.Equal((EndpointStatus.Disabled, DisabledReason.Failing), (view.Status, view.DisabledReason));
        Assert.Equal(DeliveryStatus.Disabled, (await house.DeliveryAsync(acme)).Status);
        Assert.Contains("webhook_endpoint.disabled", await acme.AnnouncedAsync());

        Assert.Equal("webhook_endpoint_disabled", (await acme.Key.Get<ResendDelivery>().ExecuteAsync(new((await house.DeliveryAsync(acme)).Id))).Problem?.Code);
        var enabled = (await acme.Key.Get<UpdateWebhookEndpoint>().ExecuteAsync(new(endpoint.Id, new(Status: EndpointStatus.Enabled)))).Value;
        Assert.Equal((EndpointStatus.Enabled, null), (enabled.Status, enabled.FailingSince));
    }

    [Fact]
    public async Task One_success_in_between_starts_the_five_days_anew()
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
