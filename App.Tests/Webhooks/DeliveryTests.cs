using System.Text.Json;
using App.Platform;
using App.Tests.Catalog;
using App.Tests.Platform;
using App.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class DeliveryTests(LoopHouse loops) : IAsyncLifetime
{
    readonly TestHouse house = loops.House;
    readonly TestClock clock = new();
    ServiceProvider services = null!;
    StubReceiver stub = null!;
    TestOrganization acme = null!;

    public async ValueTask InitializeAsync()
    {
        await using var clear = house.Admin.CreateCommand("delete from platform.pending_jobs; delete from webhook_attempts; delete from webhook_deliveries; delete from outbox_messages");
        await clear.ExecuteNonQueryAsync();
        services = house.At(clock, settings: WebhookStory.LoopbackAllowed);
        stub = await StubReceiver.StartAsync();
        acme = await house.OrganizationAsync(clock: clock, services: services);
    }

    public async ValueTask DisposeAsync()
    {
        await stub.DisposeAsync();
        await services.DisposeAsync();
    }

    DeliveryPump Pump => services.GetRequiredService<DeliveryPump>();

    [Fact]
    public async Task A_good_receiver_gets_the_event_once_with_signatures_that_prove_it()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url + "/hooks", "product.created");
        var tea = await acme.StocksTeaAsync();

        await services.RunLoopsAsync();
        await services.RunLoopsAsync();

        var post = Assert.Single(stub.Posts);
        Assert.True(post.Proves(endpoint.Secret!, clock.GetUtcNow()));
        Assert.Equal("application/json", post.Headers["Content-Type"]);
        Assert.False(post.Headers.ContainsKey("X-Webhook-Signature-Old"));
        var body = JsonElement.Parse(post.Body);
        Assert.Equal(["id", "type", "timestamp", "data"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(post.Headers["webhook-id"], body.GetProperty("id").GetString());
        Assert.StartsWith("evt_", body.GetProperty("id").GetString());
        Assert.Equal("product.created", body.GetProperty("type").GetString());
        Assert.Equal(tea.Id.ToString(), body.GetProperty("data").GetProperty("product_id").GetString());

        var delivery = await house.DeliveryAsync(acme);
        Assert.Equal((DeliveryStatus.Delivered, 1, 200), (delivery.Status, delivery.Attempts, delivery.LastStatusCode));
        Assert.Equal(200, Assert.Single(await house.AttemptsAsync(acme)).StatusCode);
    }

    [Fact]
    public async Task Each_endpoint_gets_the_types_it_wants_of_its_own_organization()
    {
        var globex = await house.OrganizationAsync("Globex", clock, services);
        await acme.Admin.ListensAsync(stub.Url + "/all");
        await acme.Admin.ListensAsync(stub.Url + "/updates", "product.updated");
        await globex.Admin.ListensAsync(stub.Url + "/globex");
        await acme.StocksTeaAsync();

        await services.RunLoopsAsync();

        Assert.Equal(["/all"], stub.Posts.Select(post => post.Path));
    }

    [Fact]
    public async Task Gone_disables_the_endpoint_at_once_and_drops_what_waits_until_somebody_enables_it_again()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url);
        stub.Answer = StubReceiver.Status(410);
        await acme.StocksTeaAsync();
        await acme.StocksTeaAsync();

        await services.RunLoopsAsync();
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();

        Assert.Single(stub.Posts);
        Assert.Equal([DeliveryStatus.Disabled, DeliveryStatus.Disabled], (await house.DeliveriesAsync(acme)).Select(row => row.Status));
        var view = (await acme.Admin.Get<GetWebhookEndpoint>().ExecuteAsync(new(endpoint.Id))).Value;
        Assert.Equal((EndpointStatus.Disabled, DisabledReason.Gone), (view.Status, view.DisabledReason));
        Assert.Contains("webhook_endpoint.disable", await acme.AuditedAsync());
        Assert.Contains("webhook_endpoint.disabled", await acme.AnnouncedAsync());

        stub.Answer = StubReceiver.Status(200);
        await acme.Key.Get<UpdateWebhookEndpoint>().ExecuteAsync(new(endpoint.Id, new(Status: EndpointStatus.Enabled)));
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        Assert.Equal(2, stub.Posts.Count); // whoever comes back is served again
    }

    [Fact]
    public async Task Both_secrets_sign_for_seven_days_after_a_rotation()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url, "product.created");
        var rotated = (await acme.Admin.Get<RotateWebhookSecret>().ExecuteAsync(new(endpoint.Id))).Value;
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        clock.Advance(TimeSpan.FromDays(7));
        await acme.Key.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogStory.Tea()); // the people's sessions have ended
        await services.RunLoopsAsync();

        var (during, after) = (stub.Posts.First(), stub.Posts.Last());
        var then = clock.GetUtcNow().AddDays(-7);
        Assert.True(during.Proves(rotated.Secret!, then));
        Assert.True(StandardWebhook.Verify(endpoint.Secret!, during.Headers["webhook-id"], during.Headers["webhook-timestamp"], during.Headers["webhook-signature"], during.Body, then));
        Assert.True(WebhookSignature.VerifyInHex(endpoint.Secret!, during.Headers["X-Webhook-Signature-Old"], during.Body, then));
        Assert.True(after.Proves(rotated.Secret!, clock.GetUtcNow()));
        Assert.False(after.Headers.ContainsKey("X-Webhook-Signature-Old"));
        Assert.DoesNotContain(' ', after.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task What_a_dead_process_had_claimed_is_sent_by_another_when_the_lease_has_run_out()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Hang;
        await services.GetRequiredService<Relay>().RunDryAsync();
        await Pump.StepAsync(default); // claimed, posted, and never settled: this process is no more
        await stub.Arrived.Task;
        stub.Answer = StubReceiver.Status(200);
        var later = new TestClock();
        var other = house.At(later, settings: WebhookStory.LoopbackAllowed).GetRequiredService<DeliveryPump>();

        await other.RunDryAsync();
        Assert.Single(stub.Posts);
        later.Advance(DeliveryPump.Lease);
        await other.RunDryAsync();

        Assert.Equal(2, stub.Posts.Count);
        Assert.Equal((DeliveryStatus.Delivered, 1), ((await house.DeliveryAsync(acme)).Status, (await house.DeliveryAsync(acme)).Attempts));
        clock.Advance(TimeSpan.FromSeconds(10)); // the dead one wakes up after all: what it settles is of no account
        await Pump.RunDryAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await house.DeliveryAsync(acme)).Status);
        Assert.Single(await house.AttemptsAsync(acme));
    }

    [Fact]
    public async Task Stopping_gives_back_what_was_claimed()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Hang;
        await services.GetRequiredService<Relay>().RunDryAsync();
        using var app = new CancellationTokenSource();
        await Pump.StepAsync(app.Token);
        await stub.Arrived.Task;

        await app.CancelAsync();
        await Pump.StopAsync(default);

        stub.Answer = StubReceiver.Status(200);
        await house.At(clock, settings: WebhookStory.LoopbackAllowed).GetRequiredService<DeliveryPump>().RunDryAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await house.DeliveryAsync(acme)).Status);
        Assert.Single(await house.AttemptsAsync(acme));
    }

    [Fact]
    public async Task Two_pumps_send_each_delivery_once()
    {
        await acme.Admin.ListensAsync(stub.Url);
        for (var i = 0; i < 60; i++)
            await acme.StocksTeaAsync();
        await services.GetRequiredService<Relay>().RunDryAsync();
        var other = house.At(clock, settings: WebhookStory.LoopbackAllowed).GetRequiredService<DeliveryPump>();

        await Task.WhenAll(Pump.RunDryAsync(), other.RunDryAsync());

        Assert.Equal(60, stub.Posts.Count);
        Assert.Equal(60, stub.Posts.Select(post => post.Headers["webhook-id"]).Distinct().Count());
    }

    [Fact]
    public async Task A_test_goes_to_the_endpoint_that_is_tested_alone()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url + "/tested", "product.archived");
        await acme.Admin.ListensAsync(stub.Url + "/other");

        await acme.Admin.Get<TestWebhookEndpoint>().ExecuteAsync(new(endpoint.Id));
        await services.RunLoopsAsync();

        Assert.Equal("/tested", Assert.Single(stub.Posts).Path);
    }
}
