using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

/// <summary>Organizations share the places of the delivery worker, and dead endpoints get few of them.</summary>
[Collection(LoopTests.Name)]
public sealed class DeliveryTurnsTests(LoopHost loops) : WebhookStory(loops)
{
    DeliveryWorker Worker => Services.GetRequiredService<DeliveryWorker>();

    async Task StepUntilAsync(Func<bool> done)
    {
        while (!done())
            if (!await Worker.StepAsync(TestContext.Current.CancellationToken))
                await Worker.Listener.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ninety_hanging_endpoints_of_two_organizations_leave_places_for_the_first_delivery_of_a_third()
    {
        await using var dead = await StubReceiver.StartAsync();
        dead.Answer = StubReceiver.Hang;
        foreach (var name in new[] { "Evil", "Worse" })
        {
            var hog = await Host.OrganizationAsync(name, clock: Clock, services: Services);
            await AddEndpointsAsync(hog, dead.Url, 45, "product.created");
            for (var i = 0; i < 12; i++)
                await hog.StocksTeaAsync();
        }
        await Services.GetRequiredService<Relay>().RunDryAsync();
        await StepUntilAsync(() => dead.Posts.Count >= 40);
        await Worker.StepAsync(TestContext.Current.CancellationToken);
        // With N hanging organizations, each has at most 1 / (N + 1) of the places.
        Assert.InRange(dead.Posts.Count, 40, DeliveryWindows.UnprovenPlaces * 2 / 3 + 2);

        await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        await Acme.StocksTeaAsync();
        await Services.GetRequiredService<Relay>().RunDryAsync();
        await StepUntilAsync(() => !Stub.Posts.IsEmpty); // the clock does not advance, so no other post has ended
        Clock.Advance(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_endpoint_that_only_times_out_gets_one_attempt_when_its_circuit_breaker_closes()
    {
        await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        Stub.Answer = StubReceiver.Hang;
        for (var i = 0; i < 5; i++)
            await Acme.StocksTeaAsync();
        await Services.GetRequiredService<Relay>().RunDryAsync();
        for (var timeouts = 1; timeouts <= 3; timeouts++)
        {
            await StepUntilAsync(() => Stub.Posts.Count >= timeouts);
            Clock.Advance(TimeSpan.FromSeconds(10));
            await SettleAsync();
        }
        Assert.Equal(3, (await Host.AttemptsAsync(Acme)).Count(attempt => attempt.Error == "timeout"));

        Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(await Worker.StepAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, Stub.Posts.Count); // two deliveries wait for the breaker

        Stub.Answer = StubReceiver.Status(200);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await StepUntilAsync(() => Stub.Posts.Count >= 5); // the first success closes the breaker
    }

    /// <summary>Records what has ended, without claiming more than the next delivery.</summary>
    async Task SettleAsync()
    {
        var before = (await Host.AttemptsAsync(Acme)).Count;
        while ((await Host.AttemptsAsync(Acme)).Count == before)
        {
            await Worker.StepAsync(TestContext.Current.CancellationToken);
            await Worker.Listener.WaitAsync(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Two_thousand_overdue_retries_of_one_endpoint_do_not_delay_the_retry_of_another()
    {
        var globex = await Host.OrganizationAsync("Globex", clock: Clock, services: Services);
        await globex.Admin.ListensAsync(Stub.Url, "product.created");
        Stub.Answer = StubReceiver.Status(500);
        await globex.StocksTeaAsync();
        await Services.RunLoopsAsync();
        Stub.Answer = StubReceiver.Status(200);
        await using var dead = await StubReceiver.StartAsync();
        await AddEndpointsAsync(Acme, dead.Url, 1, "product.updated");
        await AddOverdueRetriesAsync(2000);
        Clock.Advance(TimeSpan.FromSeconds(6));

        var mine = (await Host.DeliveryAsync(globex)).EndpointId;
        await Services.GetRequiredService<JobHost>()
            .RunAsync(WebhookJobs.Retry.Name, globex.Id, mine.Value, null, TestContext.Current.CancellationToken);

        Assert.True(await Host.ScalarAsync<bool>(
            "select ready from webhook_deliveries where endpoint_id = $1", mine.Value));
    }

    Task<long> AddOverdueRetriesAsync(int count) => Host.ScalarAsync<long>($"""
        with events as (
            insert into outbox_messages (organization_id, id, type, subject, payload, occurred_at)
            select $1, gen_random_uuid(), 'product.updated', 'x', '{"{}"}', $2 from generate_series(1, {count})
            returning id),
        added as (
            insert into webhook_deliveries (organization_id, id, event_id, event_type, endpoint_id,
                status, attempts, round_attempts, ready, next_attempt_at, created_at)
            select $1, gen_random_uuid(), events.id, 'product.updated',
                (select id from webhook_endpoints where organization_id = $1 limit 1), 'Pending', 1, 1, false, $2, $2
            from events returning 1)
        select count(*) from added
        """, Acme.Id, Clock.GetUtcNow().AddMinutes(-1));
}
