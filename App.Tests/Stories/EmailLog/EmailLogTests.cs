using App.Accounts;
using App.EmailLog;
using App.Organizations;
using App.Storefront;

namespace App.Tests.EmailLog;

/// <summary>An organization sees the emails it sent, without links and without account emails.</summary>
public sealed class EmailLogTests(TestHost host)
{
    [Fact]
    public async Task An_admin_finds_the_organizations_emails_by_address_subject_and_state()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        var rosa = AccountScenario.NewAddress("rosa");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Rosa", rosa));

        Assert.Equal(
            [(rosa, "storefront_invitation", EmailState.Queued), (eve, "invitation", EmailState.Queued)],
            (await FindAsync(acme.Admin)).Select(email => (email.Recipient, email.Kind, email.State)));
        Assert.Equal([eve], (await FindAsync(acme.Admin, eve.ToUpperInvariant())).Select(email => email.Recipient));
        Assert.Equal([rosa], (await FindAsync(acme.Admin, "ORDER for")).Select(email => email.Recipient));
        Assert.Empty(await FindAsync(acme.Admin, state: EmailState.Bounced));
        var first = (await acme.Admin.Get<ListEmails>().ExecuteAsync(new(new PageRequest(1)))).Value;
        var second = (await acme.Admin.Get<ListEmails>().ExecuteAsync(new(new PageRequest(1, first.NextCursor)))).Value;
        Assert.Equal([eve], second.Data.Select(email => email.Recipient));
    }

    [Fact]
    public async Task The_log_shows_the_text_of_an_email_without_its_link()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var link = await host.LinkToAsync(eve);

        var email = (await acme.Admin.Get<GetEmail>().ExecuteAsync(new((await FindAsync(acme.Admin))[0].Id))).Value;

        Assert.Contains("invited you to join Acme", email.Text, StringComparison.Ordinal);
        Assert.Contains("the link is not shown here", email.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await host.ScalarAsync<long>(
            "select count(*) from email_log_entries entry where entry::text like '%' || $1 || '%'", link));
    }

    [Fact]
    public async Task Those_who_invited_someone_see_why_the_email_did_not_arrive_until_it_is_sent_again()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var customer = await acme.KnowsCafeAsync();
        var eve = await acme.Owner.Get<InviteMember>().ExecuteAsync(new($" {AccountScenario.NewAddress("eve")} ", Role.Member));
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(customer, "Rosa", AccountScenario.NewAddress("rosa")));
        async Task<(string?, string?, string?)> ShownAsync() => (
            (await acme.Owner.Get<ListInvitations>().ExecuteAsync(new(new PageRequest()))).Value.Data[0].EmailFailure,
            (await acme.Owner.Get<GetInvitation>().ExecuteAsync(new(eve.Value.Id))).Value.EmailFailure,
            (await acme.Owner.Get<ListShoppers>().ExecuteAsync(new(customer))).Value[0].EmailFailure);
        Assert.Equal((null, null, null), await ShownAsync());

        await using (var fail = host.Admin.CreateCommand(
            "update email_log_entries set state = 'Failed', failure = 'No such user' where organization_id = $1"))
        {
            fail.Parameters.Add(new() { Value = acme.Id });
            await fail.ExecuteNonQueryAsync();
        }
        Assert.Equal(("No such user", "No such user", "No such user"), await ShownAsync());

        clock.Advance(TimeSpan.FromMinutes(2));
        await acme.Owner.Get<ResendInvitation>().ExecuteAsync(new(eve.Value.Id));
        Assert.Equal((null, null, "No such user"), await ShownAsync());
    }

    [Fact]
    public async Task Members_and_other_organizations_have_no_access_and_account_emails_are_not_logged()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(AccountScenario.NewAddress("eve"), Role.Member));
        var email = Assert.Single(await FindAsync(acme.Admin));
        await host.SignUpAsync(acme.Owner.AccountId.ToString("N") + "@people.example");

        Assert.Equal("forbidden", (await acme.Member.Get<ListEmails>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.Equal("forbidden", (await acme.Member.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);
        Assert.Equal("not_found", (await globex.Owner.Get<GetEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);
        Assert.Equal("not_found", (await globex.Owner.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);
        Assert.Empty(await FindAsync(globex.Owner));
        Assert.Single(await FindAsync(acme.Admin));
    }

    [Fact]
    public async Task A_resent_email_is_a_separate_entry_with_a_new_link()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var eve = AccountScenario.NewAddress("eve");
        var rosa = AccountScenario.NewAddress("rosa");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Rosa", rosa));
        var before = (Eve: await host.LinkToAsync(eve), Rosa: await host.LinkToAsync(rosa));
        foreach (var email in await FindAsync(acme.Admin))
            Assert.Equal(
                "email_resend_too_soon", (await acme.Admin.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);

        clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var email in await FindAsync(acme.Admin))
        {
            var again = (await acme.Admin.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Value;
            Assert.Equal((email.Recipient, email.Kind, email.About), (again.Recipient, again.Kind, again.About));
            Assert.NotEqual(email.Id, again.Id);
            Assert.Equal(
                "email_resend_too_soon", (await acme.Admin.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);
        }

        Assert.Equal(4, (await FindAsync(acme.Admin)).Count);
        Assert.NotEqual(before, (await host.LinkToAsync(eve), await host.LinkToAsync(rosa)));
        Assert.Equal(
            "invitation_closed", (await acme.Stranger.Get<ReadInvitation>().ExecuteAsync(new(before.Eve))).Problem?.Code);
        Assert.Equal(2, (await acme.AuditedAsync()).Count(action => action == "email.resend"));
    }

    [Fact]
    public async Task Resending_requires_the_permission_to_send_the_original()
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync("Acme", clock);
        var chief = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("Chief", ["organization.change"]))).Value.Role;
        var invited = (await acme.Owner.Get<InviteMember>().ExecuteAsync(
            new(AccountScenario.NewAddress("eve"), chief))).Value;
        var email = Assert.Single(await FindAsync(acme.Admin));
        var key = await acme.KeyAsync("emails:read", "emails:write");
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("forbidden", (await key.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);
        Assert.Equal("role_above_own", (await acme.Admin.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);
        await acme.Owner.Get<RevokeInvitation>().ExecuteAsync(new(invited.Id));
        Assert.Equal("invitation_closed", (await acme.Owner.Get<ResendEmail>().ExecuteAsync(new(email.Id))).Problem?.Code);
        Assert.Single(await FindAsync(acme.Admin));
    }

    static async Task<IReadOnlyList<EmailLogEntryView>> FindAsync(TestActor actor, string? q = null, EmailState? state = null) =>
        (await actor.Get<ListEmails>().ExecuteAsync(new(new PageRequest(), q, state))).Value.Data;
}
