using System.Globalization;
using System.Net;
using App.Backstage;
using Hangfire.Server;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Backstage;

/// <summary>The job pages of platform administrators.</summary>
[Collection(LoopTests.Name)]
public sealed class JobPagesTests(LoopHost loops) : IAsyncLifetime
{
    readonly TestHost host = loops.Host;
    JobScenario jobs = null!;
    TestOrganization acme = null!;
    TestActor ana = null!;
    TestBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        jobs = await JobScenario.BeginAsync(loops);
        acme = await host.OrganizationAsync();
        ana = await host.AdministratorAsync(acme);
        browser = await host.BrowserOfAsync(ana);
    }

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    async Task<string> ReadAsync(string path)
    {
        await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        return WebUtility.HtmlDecode(browser.Html);
    }

    [Fact]
    public async Task A_failed_job_can_be_found_viewed_and_retried()
    {
        var subject = Guid.CreateVersion7();
        var id = jobs.Store("Failed", acme.Id, subject);

        var list = await ReadAsync("/backstage/jobs?state=failed");
        Assert.Contains($"href=\"/backstage/jobs/{id}\"", list);
        Assert.Contains("SmtpException", list);
        var page = await ReadAsync($"/backstage/jobs/{id}");
        Assert.All(
            [acme.Id.ToString(), subject.ToString(), "test.brew", "SmtpException", "Retry", "Discard"],
            word => Assert.Contains(word, page));

        await browser.SubmitAsync("retry");
        Assert.Equal($"/backstage/jobs/{id}", browser.Location);
        page = await ReadAsync($"/backstage/jobs/{id}");
        Assert.Contains("Started by a platform administrator", page);
        Assert.DoesNotContain("value=\"retry\"", page);
        await browser.SubmitAsync("discard");
        Assert.Equal("Deleted", await jobs.StateAsync(id));
    }

    [Fact]
    public async Task Retrying_a_job_that_has_started_meanwhile_is_a_conflict()
    {
        var id = jobs.Store("Failed");
        await ReadAsync($"/backstage/jobs/{id}");
        await host.ScalarAsync<string>("update hangfire.job set statename = 'Processing' where id = $1 returning 'done'", id);

        await browser.SubmitAsync("retry");

        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Equal("The job is no longer waiting", browser.Notice);
        Assert.Equal("Processing", await jobs.StateAsync(id));
    }

    [Theory]
    [InlineData("Gone.Kettle, Gone", "[]")]
    [InlineData(null, "[\"1\", \"2\"]")]
    [InlineData(null, "[\"\\\"test.of_tomorrow\\\"\", null, \"\\\"no id\\\"\", null, null]")]
    [InlineData(null, "null")]
    [InlineData(null, "{}")]
    public async Task An_unreadable_job_is_shown_and_can_be_discarded(string? type, string arguments)
    {
        var id = jobs.Store("Failed");
        await host.ScalarAsync<string>("""
            update hangfire.job set arguments = $2::jsonb, invocationdata = case when $3 = '' then invocationdata
                else jsonb_set(invocationdata, '{Type}', to_jsonb($3)) end where id = $1 returning 'done'
            """, id, arguments, type ?? "");

        Assert.Contains($"/backstage/jobs/{id}", await ReadAsync("/backstage/jobs?state=failed"));
        Assert.Contains("cannot read", await ReadAsync($"/backstage/jobs/{id}"));
        await browser.SubmitAsync("discard");
        Assert.Equal("Deleted", await jobs.StateAsync(id));
        Assert.Contains($"/backstage/jobs/{id}", await ReadAsync("/backstage/jobs?state=discarded"));
    }

    [Theory]
    [InlineData("Enqueued", JobState.Queued)]
    [InlineData("Scheduled", JobState.Scheduled)]
    [InlineData("Processing", JobState.Running)]
    [InlineData("Succeeded", JobState.Succeeded)]
    [InlineData("Failed", JobState.Failed)]
    [InlineData("Deleted", JobState.Discarded)]
    public async Task Each_state_has_a_list_a_count_and_an_empty_state(string stored, JobState state)
    {
        var path = $"/backstage/jobs?state={state.ToString().ToLowerInvariant()}";
        Assert.Contains("class=\"empty\"", await ReadAsync(path));
        var id = jobs.Store(stored);

        var listed = (await ana.Get<ListJobs>().ExecuteAsync(new(state))).Value;

        Assert.Equal(id.ToString(CultureInfo.InvariantCulture), Assert.Single(listed.Jobs).Id);
        Assert.NotNull(listed.Jobs[0].At);
        Assert.Equal([state], listed.Counts.Where(count => count.Value > 0).Select(count => count.Key));
        Assert.DoesNotContain("class=\"empty\"", await ReadAsync(path));
    }

    [Fact]
    public async Task Paging_through_all_queues_lists_every_job_once()
    {
        await using var connection = await host.Services.GetRequiredService<AppDatabase>().Source
            .OpenConnectionAsync(TestContext.Current.CancellationToken);
        var kinds = new[] { JobScenario.Brew, JobScenario.Brew with { Queue = JobQueues.Webhooks } };
        await JobQueue.EnqueueAsync(
            connection, [.. Enumerable.Range(0, 70).Select(n => new JobRequest(kinds[n % 2], null, Guid.CreateVersion7()))],
            TestContext.Current.CancellationToken);

        var first = (await ana.Get<ListJobs>().ExecuteAsync(new(JobState.Queued))).Value.Jobs;
        var second = (await ana.Get<ListJobs>().ExecuteAsync(new(JobState.Queued, ListJobs.PageSize))).Value.Jobs;

        Assert.Equal((50, 20), (first.Count, second.Count));
        Assert.Equal(70, first.Concat(second).DistinctBy(job => job.Id).Count());
        Assert.Contains("/backstage/jobs?cursor=50", await ReadAsync("/backstage/jobs"));
        Assert.DoesNotContain("cursor=100", await ReadAsync("/backstage/jobs?cursor=50"));
        Assert.Contains("class=\"empty\"", await ReadAsync("/backstage/jobs?cursor=5000"));
    }

    [Fact]
    public async Task Finished_jobs_are_counted_by_hour()
    {
        jobs.ChangeByLibrary(jobs.Store("Enqueued"), new Hangfire.States.SucceededState(null, 1, 2));

        var hours = (await ana.Get<GetJobHours>().ExecuteAsync(new())).Value;

        Assert.Equal((24, 1, 0), (hours.Count, hours.Sum(hour => hour.Succeeded), hours.Sum(hour => hour.Failed)));
        Assert.Equal(hours.OrderBy(hour => hour.At), hours);
        Assert.Contains("class=\"column\"", await ReadAsync("/backstage/jobs"));
    }

    [Fact]
    public async Task A_recurring_job_shows_its_schedule_and_can_be_run_now_once()
    {
        Assert.Contains("No recurring jobs yet", await ReadAsync("/backstage/jobs/recurring"));
        host.Services.GetRequiredService<RecurringJobs>().Store(jobs.Storage);

        var page = await ReadAsync("/backstage/jobs/recurring");
        Assert.All(["Prune receipts", "Every hour, 17 min past", "17 * * * *", ">never<"], words => Assert.Contains(words, page));
        await browser.SubmitAsync("run-prune receipts");
        var first = browser.Location;
        Assert.Contains("Prune receipts", await ReadAsync(first!));
        await ReadAsync("/backstage/jobs/recurring");
        await browser.SubmitAsync("run-prune receipts"); // one is already queued

        Assert.Equal(first, browser.Location);
        Assert.Equal(1, await host.ScalarAsync<long>("select count(*) from hangfire.jobqueue where queue = 'maintenance'"));
        Assert.Equal("not_found", (await ana.Get<RunRecurringJob>().ExecuteAsync(new("brew tea"))).Problem?.Code);
        Assert.Equal(2, await host.ScalarAsync<long>(
            "select count(*) from platform.account_entries where action = 'recurring_job.run' and entity_id = $1",
            first!.Split('/')[^1]));
    }

    [Fact]
    public async Task Servers_are_listed_and_one_without_a_heartbeat_is_marked()
    {
        Assert.Contains("No servers are running", await ReadAsync("/backstage/jobs/servers"));
        using (var hangfire = jobs.Storage.GetConnection())
            hangfire.AnnounceServer("kitchen:1", new ServerContext { Queues = ["codes", "email"], WorkerCount = 5 });

        var page = await ReadAsync("/backstage/jobs/servers");
        Assert.All(["kitchen:1", "5 workers for codes, email", "Running"], words => Assert.Contains(words, page));
        await host.ScalarAsync<string>(
            "update hangfire.server set lastheartbeat = now() - interval '31 seconds' returning 'done'");
        Assert.Contains("No heartbeat", await ReadAsync("/backstage/jobs/servers"));
    }

    [Theory]
    [InlineData("/backstage/jobs")]
    [InlineData("/backstage/jobs/1")]
    [InlineData("/backstage/jobs/recurring")]
    [InlineData("/backstage/jobs/servers")]
    public async Task Job_pages_are_hidden_from_other_users(string path)
    {
        using var member = await host.BrowserOfAsync(acme.Member);
        using var anonymous = new TestBrowser(host);

        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(path)).Status);
        Assert.StartsWith("/login", (await anonymous.GetAsync(path)).Location);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("tea")]
    [InlineData("-1")]
    [InlineData("99999999999999999999999")]
    public async Task An_unknown_job_id_is_not_found(string id) =>
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/backstage/jobs/{id}")).Status);
}
