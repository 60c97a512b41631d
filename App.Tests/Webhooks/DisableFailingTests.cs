using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class DisableFailingTests(LoopHost loops) : WebhookStory(loops)
{
    /// <summary>Runs the recurring job after the given time and returns the endpoint.</summary>
    async Task<EndpointView> AfterAsync(TimeSpan time, Id<WebhookEndpoint> endpoint)
    {
        Clock.Advance(time);
        await Services.GetRequiredService<DisableFailing>().RunAsync(default);
        return (await Acme.Key.Get<GetWebhookEndpoint>().ExecuteAsync(new(endpoint))).Value;
    }

    [Fact]
    public async Task An_endpoint_that_fails_for_five_days_is_disabled_and_an_event_is_raised()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        Stub.Answer = StubReceiver.Status(500);
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync();

        Assert.Equal(
            EndpointStatus.Enabled, (await AfterAsync(TimeSpan.FromDays(5) - TimeSpan.FromMinutes(1), endpoint.Id)).Status);
        var view = await AfterAsync(TimeSpan.FromMinutes(1), endpoint.Id);

        Assert.Equal((EndpointStatus.Disabled, DisabledReason.Failing), (view.Status, view.DisabledReason));
        Assert.Equal(DeliveryStatus.Disabled, (await Host.DeliveryAsync(Acme)).Status);
        Assert.Contains("webhook_endpoint.disabled", await Acme.AnnouncedAsync());

        var resent = await Acme.Key.Get<ResendDelivery>().ExecuteAsync(new((await Host.DeliveryAsync(Acme)).Id));
        Assert.Equal("webhook_endpoint_disabled", resent.Problem?.Code);
        var update = Acme.Key.Get<UpdateWebhookEndpoint>();
        var enabled = (await update.ExecuteAsync(new(endpoint.Id, new(Status: EndpointStatus.Enabled)))).Value;
        Assert.Equal((EndpointStatus.Enabled, null), (enabled.Status, enabled.FailingSince));
    }

    [Fact]
    public async Task One_success_restarts_the_five_days()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        Stub.Answer = StubReceiver.Status(500);
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Stub.Answer = StubReceiver.Status(200);
        await Services.RunLoopsAsync();

        Assert.Equal(EndpointStatus.Enabled, (await AfterAsync(TimeSpan.FromDays(6), endpoint.Id)).Status);
    }
}
