using System.Globalization;
using App.Accounts;
using App.Organizations;
using App.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace App.Tests.Platform;

/// <summary>
/// One new organization uses everything that organizations share as much as it can: emails, places for deliveries, jobs. Its
/// neighbor notices nothing.
/// </summary>
[Collection(LoopTests.Name)]
public sealed class OneAgainstAllTests(LoopHost loops) : WebhookStory(loops)
{
    static readonly JobKind Brew = new("test.brew", JobQueues.Codes);

    readonly LoopHost loops = loops;

    [Fact]
    public async Task A_neighbors_delivery_begins_at_once_and_its_code_is_sent_in_the_next_turn()
    {
        await JobScenario.BeginAsync(loops);
        var unlimited = Services;
        await using var limited = Host.At(
            Clock, settings: new Dictionary<string, string?>(WebhookScenario.LoopbackAllowed) { ["STOCKADE_LIMITS"] = null });
        var hog = await Host.OrganizationAsync("Hog", clock: Clock, services: limited);
        await using var dead = await StubReceiver.StartAsync();
        dead.Answer = StubReceiver.Hang;

        // 200 invitations, of which the quota of a new organization allows 50.
        var refused = 0;
        for (var n = 0; n < 200; n++)
            if ((await hog.Owner.Get<InviteMember>().ExecuteAsync(new(AccountScenario.NewAddress(), Role.Member)))
                .Problem?.Code == "email_quota_exceeded")
                refused++;
        Assert.Equal(200 - EmailQuota.OfNew, refused);

        // 90 endpoints that hang, each with deliveries, and 10,000 jobs in the queue of the codes.
        await AddEndpointsAsync(hog, dead.Url, 90, "product.created");
        for (var n = 0; n < 12; n++)
            await hog.StocksTeaAsync();
        await EnqueueAsync(hog.Id, 10_000);
        await unlimited.GetRequiredService<Relay>().RunDryAsync();
        var worker = unlimited.GetRequiredService<DeliveryWorker>();
        await StepUntilAsync(worker, () => dead.Posts.Count >= DeliveryWindows.UnprovenPlaces / 2 - 2);

        // The neighbor's delivery begins although none of the hanging posts has ended: the clock stands still.
        await Acme.Admin.ListensAsync(Stub.Url, "product.created");
        await Acme.StocksTeaAsync();
        await unlimited.GetRequiredService<Relay>().RunDryAsync();
        await StepUntilAsync(worker, () => !Stub.Posts.IsEmpty);

        // The code of the neighbor's owner is behind the few jobs of the hog that are already placed, and nothing else.
        var ada = await Host.ScalarAsync<string>("select email from platform.accounts where id = $1", Acme.Owner.AccountId);
        await Acme.Stranger.Get<RequestReset>().ExecuteAsync(new(ada));
        var code = await Host.ScalarAsync<string>(
            "select job_subject::text from platform.emails where recipient = $1 and job_kind = 'email.send_code'", ada);
        var before = 0;
        while (await StartNextCodeAsync() != code)
            before++;
        Assert.InRange(before, 0, PendingJob.Placed);
        Assert.Equal("email", await Host.ScalarAsync<string>( // the invitations are in another queue, with workers of its own
            "select string_agg(distinct queue, ' ') from hangfire.jobqueue where queue <> $1",
            JobQueues.Codes));
        Clock.Advance(TimeSpan.FromSeconds(10)); // ends the hanging posts
    }

    static async Task StepUntilAsync(DeliveryWorker worker, Func<bool> done)
    {
        while (!done())
            if (!await worker.StepAsync(TestContext.Current.CancellationToken))
                await worker.Listener.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
    }

    async Task EnqueueAsync(Guid organization, int count)
    {
        await using var source = NpgsqlDataSource.Create(Host.ConnectionOf("OPS"));
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await JobQueue.EnqueueAsync(
            connection,
            [.. Enumerable.Range(0, count).Select(_ => new JobRequest(Brew, organization, Guid.CreateVersion7()))],
            TestContext.Current.CancellationToken);
    }

    /// <summary>Takes the first job of the codes' queue from Hangfire and starts it. Returns its subject.</summary>
    async Task<string> StartNextCodeAsync()
    {
        var started = await Host.ScalarAsync<string>("""
            with first as (
                delete from hangfire.jobqueue
                where id = (select min(id) from hangfire.jobqueue where queue = $1) returning jobid)
            select concat_ws(' ', job.id, trim(both '"' from arguments ->> 0), trim(both '"' from arguments ->> 2))
            from hangfire.job where id = (select jobid from first)
            """, JobQueues.Codes);
        var parts = started.Split(' ');
        await Host.ScalarAsync<string>(
            "select platform.start_job($1, $2, $3)::text",
            parts[1], Guid.Parse(parts[2]), long.Parse(parts[0], CultureInfo.InvariantCulture));
        return parts[2];
    }
}
