using System.Text.Json;
using App.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class DeliveryTests(LoopHost loops) : IAsyncLifetime
{
    readonly TestHost host = loops.Host;
    readonly FakeClock clock = new();
    ServiceProvider services = null!;
    StubReceiver stub = null!;
    TestOrganization acme = null!;

    public async ValueTask InitializeAsync()
    {
        await using var clear = host.Admin.CreateCommand("""
            delete from platform.pending_jobs;
            delete from webhook_attempts;
            delete from webhook_deliveries;
            delete from outbox_messages
            """);
        await clear.ExecuteNonQueryAsync();
        services = host.At(clock, settings: WebhookScenario.LoopbackAllowed);
        stub = await StubReceiver.StartAsync();
        acme = await host.OrganizationAsync(clock: clock, services: services);
    }

    public async ValueTask DisposeAsync()
    {
        await stub.DisposeAsync();
        await services.DisposeAsync();
    }

    DeliveryWorker Worker => services.GetRequiredService<DeliveryWorker>();

    [Fact]
    public async Task A_working_receiver_gets_each_event_once_with_valid_signatures()
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

        var delivery = await host.DeliveryAsync(acme);
        Assert.Equal((DeliveryStatus.Delivered, 1, 200), (delivery.Status, delivery.Attempts, delivery.LastStatusCode));
        Assert.Equal(200, Assert.Single(await host.AttemptsAsync(acme)).StatusCode);
    }

    [Fact]
    public async Task Endpoints_get_only_subscribed_event_types_of_their_own_organization()
    {
        var globex = await host.OrganizationAsync("Globex", clock, services);
        await acme.Admin.ListensAsync(stub.Url + "/all");
        await acme.Admin.ListensAsync(stub.Url + "/updates", "product.updated");
        await globex.Admin.ListensAsync(stub.Url + "/globex");
        await acme.StocksTeaAsync();

        await services.RunLoopsAsync();

        Assert.Equal(["/all"], stub.Posts.Select(post => post.Path));
    }

    [Fact]
    public async Task Status_410_disables_the_endpoint_and_its_pending_deliveries_until_it_is_enabled_again()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url);
        stub.Answer = StubReceiver.Status(410);
        await acme.StocksTeaAsync();
        await acme.StocksTeaAsync();

        await services.RunLoopsAsync();
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();

        Assert.Single(stub.Posts);
        Assert.Equal(
            [DeliveryStatus.Disabled, DeliveryStatus.Disabled], (await host.DeliveriesAsync(acme)).Select(row => row.Status));
        var view = (await acme.Admin.Get<GetWebhookEndpoint>().ExecuteAsync(new(endpoint.Id))).Value;
        Assert.Equal((EndpointStatus.Disabled, DisabledReason.Gone), (view.Status, view.DisabledReason));
        Assert.Contains("webhook_endpoint.disable", await acme.AuditedAsync());
        Assert.Contains("webhook_endpoint.disabled", await acme.AnnouncedAsync());

        stub.Answer = StubReceiver.Status(200);
        await acme.Key.Get<UpdateWebhookEndpoint>().ExecuteAsync(new(endpoint.Id, new(Status: EndpointStatus.Enabled)));
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        Assert.Equal(2, stub.Posts.Count); // an endpoint that was enabled again gets new events
    }

    [Fact]
    public async Task Deliveries_are_signed_with_both_secrets_for_seven_days_after_a_rotation()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url, "product.created");
        var rotated = (await acme.Admin.Get<RotateWebhookSecret>().ExecuteAsync(new(endpoint.Id))).Value;
        await acme.StocksTeaAsync();
        await services.RunLoopsAsync();
        clock.Advance(TimeSpan.FromDays(7));
        // The API key creates the product, because the members' sessions have expired by now.
        await acme.Key.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogScenario.Tea());
        await services.RunLoopsAsync();

        var during = stub.Posts.First();
        var after = stub.Posts.Last();
        var sentAt = clock.GetUtcNow().AddDays(-7);
        Assert.True(during.Proves(rotated.Secret!, sentAt));
        Assert.True(StandardWebhook.Verify(
            endpoint.Secret!,
            during.Headers["webhook-id"],
            during.Headers["webhook-timestamp"],
            during.Headers["webhook-signature"],
            during.Body,
            sentAt));
        Assert.True(
            WebhookSignature.VerifyInHex(endpoint.Secret!, during.Headers["X-Webhook-Signature-Old"], during.Body, sentAt));
        Assert.True(after.Proves(rotated.Secret!, clock.GetUtcNow()));
        Assert.False(after.Headers.ContainsKey("X-Webhook-Signature-Old"));
        Assert.DoesNotContain(' ', after.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Deliveries_claimed_by_a_dead_process_are_sent_by_another_when_the_lease_expires()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Hang;
        await services.GetRequiredService<Relay>().RunDryAsync();
        await Worker.StepAsync(default); // claimed and posted, but the process dies before it records the outcome
        await stub.Arrived.Task;
        stub.Answer = StubReceiver.Status(200);
        var later = new FakeClock();
        var other = host.At(later, settings: WebhookScenario.LoopbackAllowed).GetRequiredService<DeliveryWorker>();

        await other.RunDryAsync();
        Assert.Single(stub.Posts);
        later.Advance(DeliveryWorker.Lease);
        await other.RunDryAsync();

        Assert.Equal(2, stub.Posts.Count);
        var delivery = await host.DeliveryAsync(acme);
        Assert.Equal((DeliveryStatus.Delivered, 1), (delivery.Status, delivery.Attempts));
        clock.Advance(TimeSpan.FromSeconds(10)); // the first process resumes after all: its outcome must be ignored
        await Worker.RunDryAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await host.DeliveryAsync(acme)).Status);
        Assert.Single(await host.AttemptsAsync(acme));
    }

    [Fact]
    public async Task Stopping_the_worker_releases_claimed_deliveries()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Hang;
        await services.GetRequiredService<Relay>().RunDryAsync();
        using var app = new CancellationTokenSource();
        await Worker.StepAsync(app.Token);
        await stub.Arrived.Task;

        await app.CancelAsync();
        await Worker.StopAsync(default);

        stub.Answer = StubReceiver.Status(200);
        await host.At(clock, settings: WebhookScenario.LoopbackAllowed).GetRequiredService<DeliveryWorker>().RunDryAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await host.DeliveryAsync(acme)).Status);
        Assert.Single(await host.AttemptsAsync(acme));
    }

    [Fact]
    public async Task Two_workers_send_each_delivery_once()
    {
        await acme.Admin.ListensAsync(stub.Url);
        for (var i = 0; i < 60; i++)
            await acme.StocksTeaAsync();
        await services.GetRequiredService<Relay>().RunDryAsync();
        var other = host.At(clock, settings: WebhookScenario.LoopbackAllowed).GetRequiredService<DeliveryWorker>();

        await Task.WhenAll(Worker.RunDryAsync(), other.RunDryAsync());

        Assert.Equal(60, stub.Posts.Count);
        Assert.Equal(60, stub.Posts.Select(post => post.Headers["webhook-id"]).Distinct().Count());
    }

    [Fact]
    public async Task A_test_event_is_sent_only_to_the_tested_endpoint()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url + "/tested", "product.archived");
        await acme.Admin.ListensAsync(stub.Url + "/other");

        await acme.Admin.Get<TestWebhookEndpoint>().ExecuteAsync(new(endpoint.Id));
        await services.RunLoopsAsync();

        Assert.Equal("/tested", Assert.Single(stub.Posts).Path);
    }
}
