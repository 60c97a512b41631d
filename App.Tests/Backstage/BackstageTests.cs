using System.Net;
using App.Backstage;
using App.Platform;
using App.Tests.Accounts;

namespace App.Tests.Backstage;

public sealed class BackstageTests(TestHouse house)
{
    async Task<TestActor> OperatorAsync(TestOrganization acme)
    {
        var console = new TestActor(house.Services, new Credential.System("console", null));
        Assert.True((await console.Get<AppointOperator>().ExecuteAsync(new($"Owner@{acme.Slug}.example", true))).Succeeded);
        return acme.Owner;
    }

    async Task<Id<Job>> JobAsync(TestOrganization acme, string state, int attempts = 12)
    {
        var id = Id<Job>.New(TimeProvider.System.GetUtcNow());
        await using var plant = house.Admin.CreateCommand($"""
            insert into platform.jobs (id, organization_id, lane, kind, arguments, state, attempts, created_at, run_at, finished_at, failure)
            values ('{id.Value}', '{acme.Id}', '{acme.Id}', 'test.nobody_does', '{"{}"}', '{state}', {attempts}, now(), now() + interval '1 hour', {(state is "Failed" or "Done" ? "now()" : "null")}, 'No luck.')
            """);
        await plant.ExecuteNonQueryAsync();
        return id;
    }

    [Fact]
    public async Task An_operator_runs_a_failed_job_again_and_discards_another()
    {
        var acme = await house.OrganizationAsync();
        var ana = await OperatorAsync(acme);
        var (one, other) = (await JobAsync(acme, "Failed"), await JobAsync(acme, "Failed"));

        var again = (await ana.Get<RetryJob>().ExecuteAsync(new(one))).Value;
        var gone = (await ana.Get<DiscardJob>().ExecuteAsync(new(other))).Value;

        Assert.Equal((JobPhase.Queued, 0, null), (again.Phase, again.Attempts, again.FinishedAt));
        Assert.Equal(JobPhase.Discarded, gone.Phase);
        Assert.Equal("job_not_idle", (await ana.Get<RetryJob>().ExecuteAsync(new(other))).Problem?.Code);
        Assert.Equal(2L, await house.ScalarAsync<long>("select count(*) from platform.account_entries where entity_id in ($1, $2)", one.ToString(), other.ToString()));
    }

    [Theory]
    [InlineData("Running")]
    [InlineData("Done")]
    public async Task What_a_runner_has_or_has_done_stays_as_it_is(string state)
    {
        var acme = await house.OrganizationAsync();
        var ana = await OperatorAsync(acme);
        var id = await JobAsync(acme, state);

        Assert.Equal("job_not_idle", (await ana.Get<DiscardJob>().ExecuteAsync(new(id))).Problem?.Code);
        Assert.Equal(state, (await ana.Get<GetJob>().ExecuteAsync(new(id))).Value.Phase.ToString());
    }

    [Fact]
    public async Task To_everyone_else_there_is_no_backstage_and_an_operator_who_was_dismissed_is_everyone_else()
    {
        var acme = await house.OrganizationAsync();
        var console = new TestActor(house.Services, new Credential.System("console", null));
        Assert.Equal("not_found", (await acme.Admin.Get<ListJobs>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.Equal("unauthenticated", (await acme.Key.Get<ListJobs>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);

        var ana = await OperatorAsync(acme);
        Assert.True((await ana.Get<ListJobs>().ExecuteAsync(new(new PageRequest(), JobPhase.Failed))).Succeeded);
        await console.Get<AppointOperator>().ExecuteAsync(new($"owner@{acme.Slug}.example", false));
        Assert.Equal("not_found", (await ana.Get<ListJobs>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
    }

    [Fact]
    public async Task An_operator_opens_a_closed_address_again_and_nobody_else_does()
    {
        var acme = await house.OrganizationAsync();
        var (ana, rosa) = (await OperatorAsync(acme), AccountStory.NewAddress("rosa"));
        await house.ScalarAsync<string>("insert into platform.closed_addresses (address, reason, since) values ($1, 'Bounced', now()) returning address", rosa);
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await ana.SessionTokenAsync();

        Assert.Equal("not_found", (await acme.Admin.Get<ReopenAddress>().ExecuteAsync(new(rosa))).Problem?.Code);
        Assert.Equal(rosa, Assert.Single((await ana.Get<ListClosedAddresses>().ExecuteAsync(new(rosa[..8]))).Value, one => one.Address == rosa).Address);
        await browser.GetAsync($"/backstage/addresses?q={rosa}");
        await browser.SubmitAsync($"reopen-{rosa}");

        Assert.Equal("/backstage/addresses", browser.Location);
        Assert.Empty((await ana.Get<ListClosedAddresses>().ExecuteAsync(new(rosa))).Value);
        Assert.Equal("not_found", (await ana.Get<ReopenAddress>().ExecuteAsync(new(rosa.ToUpperInvariant()))).Problem?.Code);
        Assert.Equal("bounced", await house.ScalarAsync<string>("select before->>'reason' from platform.account_entries where action = 'address.reopen' and entity_id = $1", rosa));
    }

    [Fact]
    public async Task The_pages_show_the_jobs_and_move_one()
    {
        var acme = await house.OrganizationAsync();
        var ana = await OperatorAsync(acme);
        var id = await JobAsync(acme, "Failed");
        using var browser = new TestBrowser(house);
        browser.Cookies["__Host-staff-session"] = await ana.SessionTokenAsync();

        await browser.GetAsync("/backstage/jobs?phase=failed");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("test.nobody_does", browser.Html);
        await browser.GetAsync($"/backstage/jobs/{id}");
        Assert.Contains("No luck.", browser.Html);
        await browser.SubmitAsync("discard");
        await browser.FollowAsync();
        Assert.Contains("Discarded", browser.Html);

        using var stranger = new TestBrowser(house);
        stranger.Cookies["__Host-staff-session"] = await acme.Member.SessionTokenAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/backstage/jobs")).Status);
    }
}
