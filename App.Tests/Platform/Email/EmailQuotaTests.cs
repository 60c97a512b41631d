using App.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Platform.Email;

/// <summary>An organization can send only so many emails in a day, and a new one only a few.</summary>
[Collection(LoopTests.Name)]
public sealed class EmailQuotaTests(LoopHost loops) : IAsyncLifetime
{
    readonly TestHost host = loops.Host;
    readonly FakeClock clock = new();
    TestOrganization acme = null!;

    public async ValueTask InitializeAsync() => acme = await host.OrganizationAsync(
        clock: clock,
        services: host.At(clock, settings: new Dictionary<string, string?> { ["STOCKADE_LIMITS"] = null }));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    async Task<Problem?> InviteAsync() =>
        (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(AccountScenario.NewAddress(), Role.Member))).Problem;

    Task<long> SentAsync(int count, TimeSpan ago) => host.ScalarAsync<long>($"""
        with added as (
            insert into email_log_entries
                (organization_id, id, recipient, kind, about, subject, text, state, created_at, changed_at)
            select $1, gen_random_uuid(), 'x@people.example', 'invitation', 'inv_x', 's', 't', 'Sent', $2, $2
            from generate_series(1, {count}) returning 1)
        select count(*) from added
        """, acme.Id, clock.GetUtcNow() - ago);

    [Fact]
    public async Task A_new_organization_is_refused_after_fifty_and_can_go_on_a_day_later()
    {
        await SentAsync(EmailQuota.OfNew - 1, TimeSpan.FromHours(1));
        Assert.Null(await InviteAsync());

        var refused = await InviteAsync();
        Assert.Equal(("email_quota_exceeded", 429), (refused?.Code, refused?.Status));
        Assert.Equal((int)TimeSpan.FromHours(23).TotalSeconds, refused!.RetryAfter);

        clock.Advance(TimeSpan.FromHours(24));
        Assert.Null(await InviteAsync());
    }

    [Fact]
    public async Task An_organization_whose_first_email_is_a_week_old_can_send_a_thousand_a_day()
    {
        await SentAsync(1, EmailQuota.New);
        await SentAsync(EmailQuota.OfOthers - 1, TimeSpan.FromHours(1));
        Assert.Null(await InviteAsync());

        Assert.Equal("email_quota_exceeded", (await InviteAsync())?.Code);
    }

    [Fact]
    public async Task A_refused_invitation_leaves_nothing_behind()
    {
        await SentAsync(EmailQuota.OfNew, TimeSpan.FromHours(1));

        Assert.NotNull(await InviteAsync());

        Assert.Equal(0L, await host.ScalarAsync<long>("select count(*) from invitations where organization_id = $1", acme.Id));
    }
}
