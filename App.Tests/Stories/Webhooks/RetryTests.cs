using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Webhooks;

/// <summary>Failed deliveries are retried on a schedule; one job per endpoint retries all of its deliveries.</summary>
[Collection(LoopTests.Name)]
public sealed class RetryTests(LoopHost loops) : WebhookStory(loops)
{
    [Fact]
    public async Task A_failed_delivery_is_retried_after_five_seconds_with_the_same_id_and_a_new_timestamp()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Status(500, "Out of paper.");
        await Services.RunLoopsAsync();
        Assert.Equal(DeliveryStatus.Pending, (await Host.DeliveryAsync(Acme)).Status);

        Clock.Advance(TimeSpan.FromSeconds(4));
        await Services.RunLoopsAsync();
        Assert.Single(Stub.Posts);

        Stub.Answer = StubReceiver.Status(204);
        Clock.Advance(TimeSpan.FromSeconds(2));
        await Services.RunLoopsAsync();

        Assert.Equal(2, Stub.Posts.Count);
        Assert.Single(Stub.Posts.Select(post => post.Headers["webhook-id"]).Distinct());
        Assert.Equal(2, Stub.Posts.Select(post => post.Headers["webhook-timestamp"]).Distinct().Count());
        Assert.All(Stub.Posts, post => Assert.True(post.Proves(endpoint.Secret!, Clock.GetUtcNow())));
        var attempts = await Host.AttemptsAsync(Acme);
        Assert.Equal(
            [(1, 500, "status", "Out of paper."), (2, 204, null, null)],
            attempts.Select(attempt => (attempt.N, attempt.StatusCode!.Value, attempt.Error, attempt.ResponseExcerpt)));
        Assert.Equal(DeliveryStatus.Delivered, (await Host.DeliveryAsync(Acme)).Status);
    }

    [Fact]
    public async Task A_delivery_is_exhausted_after_ten_attempts_and_can_be_sent_again()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Status(503);
        for (var i = 0; i < 20; i++)
        {
            await Services.RunLoopsAsync();
            Clock.Advance(TimeSpan.FromHours(27));
        }
        var delivery = await Host.DeliveryAsync(Acme);
        Assert.Equal((DeliveryStatus.Exhausted, 10), (delivery.Status, delivery.Attempts));
        Assert.Equal(10, Stub.Posts.Count);

        Stub.Answer = StubReceiver.Status(200);
        Assert.True((await Acme.Key.Get<ResendDelivery>().ExecuteAsync(new(delivery.Id))).Succeeded);
        await Services.RunLoopsAsync();

        delivery = await Host.DeliveryAsync(Acme);
        Assert.Equal((DeliveryStatus.Delivered, 11), (delivery.Status, delivery.Attempts));
        Assert.Equal("webhook_delivery.resend", (await Acme.AuditedAsync())[^1]);
    }

    [Fact]
    public async Task A_success_that_is_posted_again_stays_in_the_attempt_log()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        await Services.RunLoopsAsync();
        var delivery = await Host.DeliveryAsync(Acme);
        async Task<string> LogAsync() => string.Join(' ',
            (await Acme.Key.Get<GetDelivery>().ExecuteAsync(new(delivery.Id))).Value.AttemptLog
                .Select(attempt => $"{attempt.N}:{attempt.StatusCode}"));
        async Task ResendAsync(int status)
        {
            Stub.Answer = StubReceiver.Status(status);
            Assert.True((await Acme.Key.Get<ResendDelivery>().ExecuteAsync(new(delivery.Id))).Succeeded);
            await Services.RunLoopsAsync();
        }

        Assert.Equal("1:200", await LogAsync());
        await ResendAsync(202);
        Assert.Equal("2:202 1:200", await LogAsync());
        await ResendAsync(500);
        Assert.Equal("3:500 2:202 1:200", await LogAsync());
        await ResendAsync(200);
        Assert.Equal("4:200 3:500 2:202 1:200", await LogAsync());

        // A worker that lost its lease has copied the success already.
        Assert.Equal(1L, await Host.ScalarAsync<long>("""
            with copied as (
                insert into webhook_attempts (organization_id, delivery_id, n, at, duration_ms, status_code)
                select organization_id, id, attempts, last_attempt_at, last_duration_ms, last_status_code
                from webhook_deliveries where organization_id = $1 returning 1)
            select count(*) from copied
            """, Acme.Id));
        await ResendAsync(204);
        Assert.Equal("5:204 4:200 3:500 2:202 1:200", await LogAsync());
    }

    [Fact]
    public async Task Each_of_the_ten_attempts_is_on_schedule_within_ten_percent()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Status(503);
        await Services.RunLoopsAsync();

        for (var attempt = 1; attempt <= RetrySchedule.Gaps.Count; attempt++)
        {
            var gap = RetrySchedule.Gaps[attempt - 1];
            Clock.Advance(gap * 0.89);
            await Services.RunLoopsAsync();
            Assert.Equal(attempt, Stub.Posts.Count);
            Clock.Advance(gap * 0.22);
            await Services.RunLoopsAsync();
            Assert.Equal(attempt + 1, Stub.Posts.Count);
        }

        Assert.Equal(DeliveryStatus.Exhausted, (await Host.DeliveryAsync(Acme)).Status);
        Assert.Equal(0, await Host.ScalarAsync<long>("select count(*) from platform.pending_jobs where kind = 'webhook.retry'"));
    }

    [Fact]
    public async Task Failed_deliveries_of_an_endpoint_share_one_pending_job_at_the_earliest_retry_time()
    {
        var endpoint = await Acme.Admin.ListensAsync(Stub.Url);
        for (var n = 0; n < 50; n++)
            await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Status(503);
        await Services.RunLoopsAsync();

        Assert.Equal(50, (await Host.DeliveriesAsync(Acme)).Count(row => !row.Ready));
        Assert.Equal(1, await Host.ScalarAsync<long>(
            "select count(*) from hangfire.job where arguments::text like $1 and statename = 'Scheduled'",
            $"%{endpoint.Id.Value}%"));
        Assert.Equal(
            (await Host.DeliveriesAsync(Acme)).Min(row => row.NextAttemptAt).ToUnixTimeSeconds(),
            await Host.ScalarAsync<long>("""
                select extract(epoch from run_at)::bigint
                    - case when extract(microseconds from run_at)::int % 1000000 >= 500000 then 1 else 0 end
                from platform.pending_jobs where subject = $1
                """, endpoint.Id.Value));
    }

    /// <summary>A delivery fails, the job of its retry is lost, and the receiver recovers.</summary>
    async Task FailsOnceAndLosesItsJobAsync()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Status(503);
        await Services.RunLoopsAsync();
        await Host.ScalarAsync<string>("delete from platform.pending_jobs where kind = 'webhook.retry' returning kind");
        Stub.Answer = StubReceiver.Status(200);
    }

    [Fact]
    public async Task A_retry_whose_job_was_lost_is_enqueued_again()
    {
        await FailsOnceAndLosesItsJobAsync();
        Clock.Advance(TimeSpan.FromSeconds(6) + EnqueueOverdueWork.Grace);
        await Services.RunLoopsAsync();
        Assert.Single(Stub.Posts);

        await Services.GetRequiredService<EnqueueOverdueWork>().RunAsync(TestContext.Current.CancellationToken);
        await Services.RunLoopsAsync();

        Assert.Equal(DeliveryStatus.Delivered, (await Host.DeliveryAsync(Acme)).Status);
    }

    [Fact]
    public async Task After_a_start_a_retry_whose_job_was_lost_is_on_time()
    {
        await FailsOnceAndLosesItsJobAsync();

        await Services.GetRequiredService<EnqueueOverdueWork>().RunAtStartAsync(TestContext.Current.CancellationToken);
        await Services.RunLoopsAsync();
        Assert.Single(Stub.Posts); // five seconds early
        Clock.Advance(TimeSpan.FromSeconds(6));
        await Services.RunLoopsAsync();

        Assert.Equal(DeliveryStatus.Delivered, (await Host.DeliveryAsync(Acme)).Status);
    }

    [Fact]
    public async Task Retry_After_is_honored()
    {
        await Acme.Admin.ListensAsync(Stub.Url);
        await Acme.StocksTeaAsync();
        Stub.Answer = StubReceiver.Status(429, "", ("Retry-After", "8"));
        await Services.RunLoopsAsync();

        Assert.Equal(Clock.GetUtcNow().AddSeconds(8), (await Host.DeliveryAsync(Acme)).NextAttemptAt);
    }
}
