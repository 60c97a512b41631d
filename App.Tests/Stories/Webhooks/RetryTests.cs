using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

/// <summary>Failed deliveries are retried on a schedule; one job per endpoint retries all of its deliveries.</summary>
[Collection(LoopTests.Name)]
public sealed class RetryTests(LoopHost loops) : IAsyncLifetime
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

    [Fact]
    public async Task A_failed_delivery_is_retried_after_five_seconds_with_the_same_id_and_a_new_timestamp()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(500, "Out of paper.");
        await services.RunLoopsAsync();
        Assert.Equal(DeliveryStatus.Pending, (await host.DeliveryAsync(acme)).Status);

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
        var attempts = await host.AttemptsAsync(acme);
        Assert.Equal(
            [(1, 500, "status", "Out of paper."), (2, 204, null, null)],
            attempts.Select(attempt => (attempt.N, attempt.StatusCode!.Value, attempt.Error, attempt.ResponseExcerpt)));
        Assert.Equal(DeliveryStatus.Delivered, (await host.DeliveryAsync(acme)).Status);
    }

    [Fact]
    public async Task A_delivery_is_exhausted_after_ten_attempts_and_can_be_sent_again()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        for (var i = 0; i < 20; i++)
        {
            await services.RunLoopsAsync();
            clock.Advance(TimeSpan.FromHours(27));
        }
        var delivery = await host.DeliveryAsync(acme);
        Assert.Equal((DeliveryStatus.Exhausted, 10), (delivery.Status, delivery.Attempts));
        Assert.Equal(10, stub.Posts.Count);

        stub.Answer = StubReceiver.Status(200);
        Assert.True((await acme.Key.Get<ResendDelivery>().ExecuteAsync(new(delivery.Id))).Succeeded);
        await services.RunLoopsAsync();

        delivery = await host.DeliveryAsync(acme);
        Assert.Equal((DeliveryStatus.Delivered, 11), (delivery.Status, delivery.Attempts));
        Assert.Equal("webhook_delivery.resend", (await acme.AuditedAsync())[^1]);
    }

    [Fact]
    public async Task Each_of_the_ten_attempts_is_on_schedule_within_ten_percent()
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

        Assert.Equal(DeliveryStatus.Exhausted, (await host.DeliveryAsync(acme)).Status);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from platform.pending_jobs where kind = 'webhook.retry'"));
    }

    [Fact]
    public async Task Failed_deliveries_of_an_endpoint_share_one_pending_job_at_the_earliest_retry_time()
    {
        var endpoint = await acme.Admin.ListensAsync(stub.Url);
        for (var n = 0; n < 50; n++)
            await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        await services.RunLoopsAsync();

        Assert.Equal(50, (await host.DeliveriesAsync(acme)).Count(row => !row.Ready));
        Assert.Equal(1, await host.ScalarAsync<long>(
            "select count(*) from hangfire.job where arguments::text like $1 and statename = 'Scheduled'",
            $"%{endpoint.Id.Value}%"));
        Assert.Equal(
            (await host.DeliveriesAsync(acme)).Min(row => row.NextAttemptAt).ToUnixTimeSeconds(),
            await host.ScalarAsync<long>("""
                select extract(epoch from run_at)::bigint
                    - case when extract(microseconds from run_at)::int % 1000000 >= 500000 then 1 else 0 end
                from platform.pending_jobs where subject = $1
                """, endpoint.Id.Value));
    }

    [Fact]
    public async Task A_retry_whose_job_was_lost_is_enqueued_again()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        await services.RunLoopsAsync();
        await host.ScalarAsync<string>("delete from platform.pending_jobs where kind = 'webhook.retry' returning kind");
        stub.Answer = StubReceiver.Status(200);
        clock.Advance(TimeSpan.FromSeconds(6) + EnqueueOverdueWork.Grace);
        await services.RunLoopsAsync();
        Assert.Single(stub.Posts);

        await services.GetRequiredService<EnqueueOverdueWork>().RunAsync(TestContext.Current.CancellationToken);
        await services.RunLoopsAsync();

        Assert.Equal(DeliveryStatus.Delivered, (await host.DeliveryAsync(acme)).Status);
    }

    [Fact]
    public async Task After_a_start_a_retry_whose_job_was_lost_is_on_time()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(503);
        await services.RunLoopsAsync();
        await host.ScalarAsync<string>("delete from platform.pending_jobs where kind = 'webhook.retry' returning kind");
        stub.Answer = StubReceiver.Status(200);

        await services.GetRequiredService<EnqueueOverdueWork>().RunAtStartAsync(TestContext.Current.CancellationToken);
        await services.RunLoopsAsync();
        Assert.Single(stub.Posts); // five seconds early
        clock.Advance(TimeSpan.FromSeconds(6));
        await services.RunLoopsAsync();

        Assert.Equal(DeliveryStatus.Delivered, (await host.DeliveryAsync(acme)).Status);
    }

    [Fact]
    public async Task Retry_After_is_honored()
    {
        await acme.Admin.ListensAsync(stub.Url);
        await acme.StocksTeaAsync();
        stub.Answer = StubReceiver.Status(429, "", ("Retry-After", "8"));
        await services.RunLoopsAsync();

        Assert.Equal(clock.GetUtcNow().AddSeconds(8), (await host.DeliveryAsync(acme)).NextAttemptAt);
    }
}
