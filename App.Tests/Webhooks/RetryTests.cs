using App.Platform;
using App.Tests.Catalog;
using App.Tests.Platform;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

/// <summary>Failed deliveries are retried by schedule, each endpoint's by one job.</summary>
[Collection(LoopTests.Name)]
public sealed class RetryTests(LoopHouse loops) : IAsyncLifetime
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

    [Fact]
    public async Task A_failure_is_tried_again_after_five_seconds_under_the_same_id_with_a_new_timestamp()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(500, "Out of paper.");
        await services.RunLoopsAsync();
        Assert.Equal(DeliveryStatus.Pending, (await house.DeliveryAsync(acme)).Status);

        clock.Advance(TimeSpan.FromSeconds(4));
        await services.RunLoopsAsync();
        Assert.Single(stub.Posts);

        stub.Answer = StubReceiver.Status(204);
        clock.Advance(TimeSpan.FromSeconds(2));
        await services.RunLoopsAsync();

        Assert.Equal(2, stub.Posts.Count);
        Assert.Single(stub.Posts.Select(post => post.Headers["webhook-id"]).Distinct());
        Assert.Equal(2, stub.Posts.Select(post => post.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.All(stub.Posts, post => Assert.True(post.Proves(endpoint.Secret!, clock.GetUtcNow())));
        var attempts = await house.AttemptsAsync(acme);
        Assert.Equal([(1, 500, "status", "Out of paper."), (2, 204, null, null)], attempts.Select(one => (one.N, one.StatusCode!.Value, one.Error, one.ResponseExcerpt)));
        Assert.Equal(DeliveryStatus.Delivered, (await house.DeliveryAsync(acme)).Status);
    }

    [Fact]
    public async Task After_ten_attempts_in_three_days_a_delivery_is_exhausted_and_can_be_sent_again()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        for (var i = 0; i < 20; i++)
        {
            await services.RunLoopsAsync();
            clock.Advance(TimeSpan.FromHours(27));
        }
        var delivery = await house.DeliveryAsync(acme);
        Assert.Equal((DeliveryStatus.Exhausted, 10), (delivery.Status, delivery.Attempts));
        Assert.Equal(10, stub.Posts.Count);

        stub.Answer = StubReceiver.Status(200);
        Assert.True((await acme.Key.Get<ResendDelivery>().ExecuteAsync(new(delivery.Id))).Succeeded);
        await services.RunLoopsAsync();

        delivery = await house.DeliveryAsync(acme);
        Assert.Equal((DeliveryStatus.Delivered, 11), (delivery.Status, delivery.Attempts));
        Assert.Equal("webhook_delivery.resend", (await acme.AuditedAsync())[^1]);
    }

    [Fact]
    public async Task Each_of_the_ten_attempts_comes_at_its_time_give_or_take_a_tenth()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        await services.RunLoopsAsync();

        for (var attempt = 1; attempt <= RetrySchedule.Gaps.Count; attempt++)
        {
            var gap = RetrySchedule.Gaps[attempt - 1];
            clock.Advance(gap * 0.89);
            await services.RunLoopsAsync();
            Assert.Equal(attempt, stub.Posts.Count);
            clock.Advance(gap * 0.22);
            await services.RunLoopsAsync();
            Assert.Equal(attempt + 1, stub.Posts.Count);
        }

        Assert.Equal(DeliveryStatus.Exhausted, (await house.DeliveryAsync(acme)).Status);
        Assert.Equal(0, await house.ScalarAsync<long>("select count(*) from platform.pending_jobs where kind = 'webhook.retry'"));
    }

    [Fact]
    public async Task The_failures_of_an_endpoint_are_one_pending_job_at_the_earliest_of_their_times()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url);
        for (var n = 0; n < 50; n++)
            await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        await services.RunLoopsAsync();

        Assert.Equal(50, (await house.DeliveriesAsync(acme)).Count(row => !row.Ready));
        Assert.Equal(1, await house.ScalarAsync<long>("select count(*) from hangfire.job where arguments::text like $1 and statename = 'Scheduled'", $"%{endpoint.Id.Value}%"));
        Assert.Equal(
            (await house.DeliveriesAsync(acme)).Min(row => row.NextAttemptAt).ToUnixTimeSeconds(),
            await house.ScalarAsync<long>("select extract(epoch from run_at)::bigint - case when extract(microseconds from run_at)::int % 1000000 >= 500000 then 1 else 0 end from platform.pending_jobs where subject = $1", endpoint.Id.Value));
    }

    [Fact]
    public async Task A_retry_whose_job_was_lost_is_found_again()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        await services.RunLoopsAsync();
        await house.ScalarAsync<string>("delete from platform.pending_jobs where kind = 'webhook.retry' returning kind");
        stub.Answer = StubReceiver.Status(200);
        clock.Advance(TimeSpan.FromSeconds(6) + EnqueueOverdueWork.Grace);
        await services.RunLoopsAsync();
        Assert.Single(stub.Posts);

        await services.GetRequiredService<EnqueueOverdueWork>().RunAsync(TestContext.Current.CancellationToken);
        await services.RunLoopsAsync();

        Assert.Equal(DeliveryStatus.Delivered, (await house.DeliveryAsync(acme)).Status);
    }

    [Fact]
    public async Task Retry_After_is_honored()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(429, "", ("Retry-After", "8"));
        await services.RunLoopsAsync();

        Assert.Equal(clock.GetUtcNow().AddSeconds(8), (await house.DeliveryAsync(acme)).NextAttemptAt);
    }
}
