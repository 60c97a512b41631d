using App.Accounts;
using App.Mails;
using App.Organizations;
using App.Platform;
using App.Storefront;
using App.Tests.Accounts;
using App.Tests.Customers;

namespace App.Tests.Mails;

/// <summary>What an organization sees of its mails, and what it does not.</summary>
public sealed class MailLogTests(TestHouse house)
{
    [Fact]
    public async Task An_admin_finds_the_mails_of_the_organization_by_address_subject_and_state()
    {
        var acme = await house.OrganizationAsync();
        var (eve, rosa) = (AccountStory.NewAddress("eve"), AccountStory.NewAddress("rosa"));
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Rosa", rosa));

        Assert.Equal([(rosa, "storefront_invitation", MailState.Queued), (eve, "invitation", MailState.Queued)], (await FindAsync(acme.Admin)).Select(mail => (mail.Recipient, mail.Kind, mail.State)));
        Assert.Equal([eve], (await FindAsync(acme.Admin, eve.ToUpperInvariant())).Select(mail => mail.Recipient));
        Assert.Equal([rosa], (await FindAsync(acme.Admin, "buy AT")).Select(mail => mail.Recipient));
        Assert.Empty(await FindAsync(acme.Admin, state: MailState.Bounced));
        var first = (await acme.Admin.Get<ListMails>().ExecuteAsync(new(new PageRequest(1)))).Value;
        Assert.Equal([eve], (await acme.Admin.Get<ListMails>().ExecuteAsync(new(new PageRequest(1, first.NextCursor)))).Value.Data.Select(mail => mail.Recipient));
    }

    [Fact]
    public async Task The_log_shows_what_was_said_without_the_link()
    {
        var acme = await house.OrganizationAsync();
        var eve = AccountStory.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var link = await house.LinkToAsync(eve);

        var mail = (await acme.Admin.Get<GetMail>().ExecuteAsync(new((await FindAsync(acme.Admin))[0].Id))).Value;

        Assert.Contains("invites you to Acme", mail.Text, StringComparison.Ordinal);
        Assert.Contains("the link is not shown here", mail.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await house.ScalarAsync<long>("select count(*) from mail_entries entry where entry::text like '%' || $1 || '%'", link));
    }

    [Fact]
    public async Task Members_other_organizations_and_codes_to_sign_in_are_out_of_it()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(AccountStory.NewAddress("eve"), Role.Member));
        var mail = Assert.Single(await FindAsync(acme.Admin));
        await house.SignUpAsync(acme.Owner.AccountId.ToString("N") + "@people.example");

        Assert.Equal("forbidden", (await acme.Member.Get<ListMails>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.Equal("forbidden", (await acme.Member.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);
        Assert.Equal("not_found", (await globex.Owner.Get<GetMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);
        Assert.Equal("not_found", (await globex.Owner.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);
        Assert.Empty(await FindAsync(globex.Owner));
        Assert.Single(await FindAsync(acme.Admin));
    }

    [Fact]
    public async Task A_letter_that_is_sent_again_is_a_mail_of_its_own_with_a_new_link()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync("Acme", clock);
        var (eve, rosa) = (AccountStory.NewAddress("eve"), AccountStory.NewAddress("rosa"));
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        await acme.Owner.Get<InviteShopper>().ExecuteAsync(new(await acme.KnowsCafeAsync(), "Rosa", rosa));
        var before = (Eve: await house.LinkToAsync(eve), Rosa: await house.LinkToAsync(rosa));
        foreach (var mail in await FindAsync(acme.Admin))
            Assert.Equal("mail_resend_too_soon", (await acme.Admin.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);

        clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var mail in await FindAsync(acme.Admin))
        {
            var again = (await acme.Admin.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Value;
            Assert.Equal((mail.Recipient, mail.Kind, mail.About), (again.Recipient, again.Kind, again.About));
            Assert.NotEqual(mail.Id, again.Id);
            Assert.Equal("mail_resend_too_soon", (await acme.Admin.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);
        }

        Assert.Equal(4, (await FindAsync(acme.Admin)).Count);
        Assert.NotEqual(before, (await house.LinkToAsync(eve), await house.LinkToAsync(rosa)));
        Assert.Equal("invitation_closed", (await acme.Stranger.Get<ReadInvitation>().ExecuteAsync(new(before.Eve))).Problem?.Code);
        Assert.Equal(2, (await acme.AuditedAsync()).Count(action => action == "mail.resend"));
    }

    [Fact]
    public async Task What_may_not_be_sent_is_not_sent_again_either()
    {
        var clock = new TestClock();
        var acme = await house.OrganizationAsync("Acme", clock);
        var invited = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(AccountStory.NewAddress("eve"), Role.Owner))).Value;
        var mail = Assert.Single(await FindAsync(acme.Admin));
        var key = await acme.KeyAsync("mails:read", "mails:write");
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("forbidden", (await key.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);
        Assert.Equal("role_above_own", (await acme.Admin.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);
        await acme.Owner.Get<RevokeInvitation>().ExecuteAsync(new(invited.Id));
        Assert.Equal("invitation_closed", (await acme.Owner.Get<ResendMail>().ExecuteAsync(new(mail.Id))).Problem?.Code);
        Assert.Single(await FindAsync(acme.Admin));
    }

    static async Task<IReadOnlyList<MailEntryView>> FindAsync(TestActor actor, string? q = null, MailState? state = null) =>
        (await actor.Get<ListMails>().ExecuteAsync(new(new PageRequest(), q, state))).Value.Data;
}
