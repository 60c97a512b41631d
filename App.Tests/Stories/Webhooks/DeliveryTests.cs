using System.Text.Json;
using App.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

[Collection(LoopTests.Name)]
public sealed class DeliveryTests(LoopHost loops) : WebhookStory(loops)
{
    DeliveryWorker Worker => Services.GetRequiredService<DeliveryWorker>();

    [Fact]
    public async Task A_working_receiver_gets_each_event_once_with_valid_signatures()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url + "/hooks", "product.created");
        var tea = await Acme.StocksTeaAsync();

        await Services.RunLoopsAsync();
        await Services.RunLoopsAsync();

        var post = Assert.Single(Stub.Posts);
        Assert.True(post.Proves(endpoint.Secret!, Clock.GetUtcNow()));
        Assert.Equal("application/json", post.Headers["Content-Type"]);
        Assert.False(post.Headers.ContainsKey("X-Webhook-Signature-Old"));
        var body = JsonElement.Parse(post.Body);
        Assert.Equal(["id", "type", "timestamp", "data"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(post.Headers["webhook-id"], body.GetProperty("id").GetString());
        Assert.StartsWith("evt_", body.GetProperty("id").GetString());
        Assert.Equal("product.created", body.GetProperty("type").GetString());
        Assert.Equal(tea.Id.ToString(), body.GetProperty("data").GetProperty("product_id").GetString());

        var delivery = await Host.DeliveryAsync(Acme);
        Assert.Equal((DeliveryStatus.Delivered, 1, 200), (delivery.Status, delivery.Attempts, delivery.LastStatusCode));
        Assert.Equal(200, Assert.Single(await Host.AttemptsAsync(Acme)).StatusCode);
    }

    [Fact]
    public async Task Endpoints_get_only_subscribed_event_types_of_their_own_organization()
    {
        var globex = await Host.OrganizationAsync("Globex", Clock, Services);
        await Acme.Admin.ListensAsync(Stub.Url + "/all");
        await Acme.Admin.ListensAsync(Stub.Url + "/updates", "product.updated");
        await globex.Admin.ListensAsync(Stub.Url + "/globex");
        await Acme.StocksTeaAsync();

        await Services.RunLoopsAsync();

        Assert.Equal(["/all"], Stub.Posts.Select(post => post.Path));
    }

    [Fact]
    public async Task Status_410_disables_the_endpoint_and_its_pending_deliveries_until_it_is_enabled_again()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url);
        Stub.Answer = StubReceiver.Status(410);
        await Acme.StocksTeaAsync();
        await Acme.StocksTeaAsync();

        await Services.RunLoopsAsync();
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync();

        Assert.Single(Stub.Posts);
        Assert.Equal(
            [DeliveryStatus.Disabled, DeliveryStatus.Disabled], (await Host.DeliveriesAsync(Acme)).Select(row => row.Status));
        var view = (await Acme.Admin.Get<GetWebhookEndpoint>().ExecuteAsync(new(endpoint.Id))).Value;
        Assert.Equal((EndpointStatus.Disabled, DisabledReason.Gone), (view.Status, view.DisabledReason));
        Assert.Contains("webhook_endpoint.disable", await Acme.AuditedAsync());
        Assert.Contains("webhook_endpoint.disabled", await Acme.AnnouncedAsync());

        Stub.Answer = StubReceiver.Status(200);
        await Acme.Key.Get<UpdateWebhookEndpoint>().ExecuteAsync(new(endpoint.Id, new(Status: EndpointStatus.Enabled)));
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync();
        Assert.Equal(2, Stub.Posts.Count); // an endpoint that was enabled again gets new events
    }

    [Fact]
    public async Task Deliveries_are_signed_with_both_secrets_for_seven_days_after_a_rotation()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        var rotated = (await Acme.Admin.Get<RotateWebhookSecret>().ExecuteAsync(new(endpoint.Id))).Value;
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync();
        Clock.Advance(TimeSpan.FromDays(7));
        // The API key creates the product, because the members' sessions have expired by now.
        await Acme.Key.Get<App.Catalog.CreateProduct>().ExecuteAsync(CatalogScenario.Tea());
        await Services.RunLoopsAsync();

        var during = Stub.Posts.First();
        var after = Stub.Posts.Last();
        var sentAt = Clock.GetUtcNow().AddDays(-7);
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
        Assert.True(after.Proves(rotated.Secret!, Clock.GetUtcNow()));
        Assert.False(after.Headers.ContainsKey("X-Webhook-Signature-Old"));
        Assert.DoesNotContain(' ', after.Headers["webhook-signature"]);
    }

    [Fact]
    public async Task Deliveries_claimed_by_a_dead_process_are_sent_by_another_when_the_lease_expires()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Hang;
        await Services.GetRequiredService<Relay>().RunDryAsync();
        await Worker.StepAsync(default); // claimed and posted, but the process dies before it records the outcome
        await Stub.Arrived.Task;
        Stub.Answer = StubReceiver.Status(200);
        var later = new FakeClock();
        var other = Host.At(later, settings: WebhookScenario.LoopbackAllowed).GetRequiredService<DeliveryWorker>();

        await other.RunDryAsync();
        Assert.Single(Stub.Posts);
        later.Advance(DeliveryWorker.Lease);
        await other.RunDryAsync();

        Assert.Equal(2, Stub.Posts.Count);
        var delivery = await Host.DeliveryAsync(Acme);
        Assert.Equal((DeliveryStatus.Delivered, 1), (delivery.Status, delivery.Attempts));
        Clock.Advance(TimeSpan.FromSeconds(10)); // the first process resumes after all: its outcome must be ignored
        await Worker.RunDryAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await Host.DeliveryAsync(Acme)).Status);
        Assert.Single(await Host.AttemptsAsync(Acme));
    }

    [Fact]
    public async Task Stopping_the_worker_releases_claimed_deliveries()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Hang;
        await Services.GetRequiredService<Relay>().RunDryAsync();
        using var app = new CancellationTokenSource();
        await Worker.StepAsync(app.Token);
        await Stub.Arrived.Task;

        await app.CancelAsync();
        await Worker.StopAsync(default);

        Stub.Answer = StubReceiver.Status(200);
        await Host.At(Clock, settings: WebhookScenario.LoopbackAllowed).GetRequiredService<DeliveryWorker>().RunDryAsync();
        Assert.Equal(DeliveryStatus.Delivered, (await Host.DeliveryAsync(Acme)).Status);
        Assert.Single(await Host.AttemptsAsync(Acme));
    }

    [Fact]
    public async Task Two_workers_send_each_delivery_once()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        for (var i = 0; i < 60; i++)
            await Acme.StocksTeaAsync();
        await Services.GetRequiredService<Relay>().RunDryAsync();
        var other = Host.At(Clock, settings: WebhookScenario.LoopbackAllowed).GetRequiredService<DeliveryWorker>();

        await Task.WhenAll(Worker.RunDryAsync(), other.RunDryAsync());

        Assert.Equal(60, Stub.Posts.Count);
        Assert.Equal(60, Stub.Posts.Select(post => post.Headers["webhook-id"]).Distinct().Count());
    }

    [Fact]
    public async Task A_test_event_is_sent_only_to_the_tested_endpoint()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url + "/tested", "product.archived");
        await Acme.Admin.ListensAsync(Stub.Url + "/other");

        await Acme.Admin.Get<TestWebhookEndpoint>().ExecuteAsync(new(endpoint.Id));
        await Services.RunLoopsAsync();

        Assert.Equal("/tested", Assert.Single(Stub.Posts).Path);
    }
}
