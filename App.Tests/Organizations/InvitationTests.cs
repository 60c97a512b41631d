using App.Organizations;
using App.Platform;
using App.Tests.Accounts;

namespace App.Tests.Organizations;

public sealed class InvitationTests(TestHouse house)
{
    [Fact]
    public async Task The_invited_person_signs_up_without_an_organization_and_comes_in()
    {
        var acme = await house.OrganizationAsync();
        var eve = AccountStory.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Admin));
        var link = await house.LinkToAsync(eve);

        var read = (await house.Visitor().Get<ReadInvitation>().ExecuteAsync(new(link))).Value;
        Assert.Equal(("Acme", eve, Role.Admin), (read.Organization, read.Email, read.Role));
        var session = house.As((await house.JoinsAsync(eve, organization: null)).Session);
        var entered = (await session.Get<AcceptInvitation>().ExecuteAsync(new(link))).Value;

        Assert.Equal(acme.Slug, entered.Slug);
        var me = (await session.Get<GetMe>().ExecuteAsync(new())).Value;
        Assert.Equal((acme.Slug, Role.Admin), (me.Organization!.Slug, me.Role));
        Assert.Equal(["member.invited", "member.joined"], await acme.AnnouncedAsync());
        Assert.Equal(["member.invite", "invitation.accept"], await acme.AuditedAsync());
    }

    [Fact]
    public async Task An_invitation_is_for_its_address_only_and_once()
    {
        var acme = await house.OrganizationAsync();
        var eve = AccountStory.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve.ToUpperInvariant(), Role.Member));
        var link = await house.LinkToAsync(eve);
        var mallory = house.As((await house.JoinsAsync(AccountStory.NewAddress("mallory"))).Session);

        Assert.Equal("invitation_for_other_address", (await mallory.Get<AcceptInvitation>().ExecuteAsync(new(link))).Problem?.Code);
        Assert.Equal("unauthenticated", (await house.Visitor().Get<AcceptInvitation>().ExecuteAsync(new(link))).Problem?.Code);
        var invited = house.As((await house.JoinsAsync(eve)).Session);
        var accepted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => invited.Get<AcceptInvitation>().ExecuteAsync(new(link))));

        Assert.Single(accepted, answer => answer.Succeeded);
        Assert.Equal("invitation_closed", (await invited.Get<AcceptInvitation>().ExecuteAsync(new(link))).Problem?.Code);
    }

    [Fact]
    public async Task After_seven_days_or_revoked_the_link_leads_nowhere()
    {
        var clock = new TestClock();
        var then = house.At(clock);
        var acme = await house.OrganizationAsync("Acme", clock);
        var (eve, ben) = (AccountStory.NewAddress("eve"), AccountStory.NewAddress("ben"));
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var second = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(ben, Role.Member))).Value;
        var (forEve, forBen) = (await house.LinkToAsync(eve), await house.LinkToAsync(ben));

        Assert.True((await acme.Admin.Get<RevokeInvitation>().ExecuteAsync(new(second.Id))).Succeeded);
        Assert.Equal("invitation_closed", (await house.Visitor(then).Get<ReadInvitation>().ExecuteAsync(new(forBen))).Problem?.Code);
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("invitation_closed", (await house.Visitor(then).Get<ReadInvitation>().ExecuteAsync(new(forEve))).Problem?.Code);
        Assert.Equal("invitation_closed", (await house.Visitor(then).Get<ReadInvitation>().ExecuteAsync(new("no-such-token"))).Problem?.Code);
        Assert.True((await acme.Key.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member))).Succeeded); // the old one had run out
    }

    [Fact]
    public async Task Sending_again_after_a_minute_makes_a_new_link_and_the_old_one_useless()
    {
        var clock = new TestClock();
        var then = house.At(clock);
        var acme = await house.OrganizationAsync("Acme", clock);
        var eve = AccountStory.NewAddress("eve");
        var invitation = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member))).Value;
        var old = await house.LinkToAsync(eve);

        Assert.Equal("resend_too_soon", (await acme.Owner.Get<ResendInvitation>().ExecuteAsync(new(invitation.Id))).Problem?.Code);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await acme.Owner.Get<ResendInvitation>().ExecuteAsync(new(invitation.Id))).Succeeded);

        Assert.False((await house.Visitor(then).Get<ReadInvitation>().ExecuteAsync(new(old))).Succeeded);
        Assert.True((await house.Visitor(then).Get<ReadInvitation>().ExecuteAsync(new(await house.LinkToAsync(eve)))).Succeeded);
    }

    [Fact]
    public async Task Who_is_in_or_asked_already_is_not_asked_twice()
    {
        var acme = await house.OrganizationAsync();
        var eve = AccountStory.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));

        Assert.Equal("already_invited", (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Admin))).Problem?.Code);
        Assert.Equal("already_member", (await acme.Owner.Get<InviteMember>().ExecuteAsync(new($"Member@{acme.Slug}.example", Role.Admin))).Problem?.Code);
    }

    [Fact]
    public async Task Who_was_removed_can_be_asked_back()
    {
        var acme = await house.OrganizationAsync();
        var eve = AccountStory.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Admin));
        var session = house.As((await house.JoinsAsync(eve, null)).Session, acme.Slug);
        await session.Get<AcceptInvitation>().ExecuteAsync(new(await FirstLinkAsync(eve)));
        var member = (await acme.Owner.Get<ListMembers>().ExecuteAsync(new(new PageRequest()))).Value.Data[0];
        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(member.Id));

        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var back = await session.Get<AcceptInvitation>().ExecuteAsync(new(await house.LinkToAsync(eve)));

        Assert.True(back.Succeeded);
        Assert.Equal(Role.Member, (await acme.Owner.Get<GetMember>().ExecuteAsync(new(member.Id))).Value.Role);
    }

    [Fact]
    public async Task Invitations_of_another_organization_are_not_there()
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var theirs = (await globex.Owner.Get<InviteMember>().ExecuteAsync(new(AccountStory.NewAddress(), Role.Member))).Value;

        Assert.Equal("not_found", (await acme.Owner.Get<GetInvitation>().ExecuteAsync(new(theirs.Id))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<ResendInvitation>().ExecuteAsync(new(theirs.Id))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<RevokeInvitation>().ExecuteAsync(new(theirs.Id))).Problem?.Code);
        Assert.Empty((await acme.Owner.Get<ListInvitations>().ExecuteAsync(new(new PageRequest()))).Value.Data);
    }

    async Task<string> FirstLinkAsync(string email)
    {
        var text = (await house.MailsToAsync(email)).Single(mail => mail.Subject.Contains("invites", StringComparison.Ordinal)).Text;
        return text[(text.IndexOf("/invite/", StringComparison.Ordinal) + 8)..][..43];
    }
}
