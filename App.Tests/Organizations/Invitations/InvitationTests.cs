using App.Organizations;

namespace App.Tests.Organizations;

public sealed class InvitationTests(TestHost host)
{
    [Theory]
    [InlineData(Role.Member, false)]
    [InlineData(Role.Packer, false)]
    [InlineData(Role.Hr, false)]
    [InlineData(Role.Marketing, true)]
    [InlineData(Role.Manager, true)]
    [InlineData(Role.Owner, true)]
    public void An_invitation_is_sensitive_if_its_role_has_a_permission_that_members_lack(Role role, bool isSensitive) =>
        Assert.Equal(isSensitive, ((IRequest)new InviteMember.Request("ana@example.com", role)).IsSensitive);

    [Fact]
    public async Task An_invited_person_signs_up_without_an_organization_and_joins()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Admin));
        var link = await host.LinkToAsync(eve);

        var read = (await host.Visitor().Get<ReadInvitation>().ExecuteAsync(new(link))).Value;
        Assert.Equal(("Acme", eve, "admin"), (read.Organization, read.Email, read.RoleName));
        var session = host.As((await host.JoinsAsync(eve, organization: null)).Session);
        var entered = (await session.Get<AcceptInvitation>().ExecuteAsync(new(link))).Value;

        Assert.Equal(acme.Slug, entered.Slug);
        var me = (await session.Get<GetMe>().ExecuteAsync(new())).Value;
        Assert.Equal((acme.Slug, Role.Admin), (me.Organization!.Slug, me.Role));
        Assert.Equal(["member.invited", "member.joined"], await acme.AnnouncedAsync());
        Assert.Equal(["member.invite", "invitation.accept"], await acme.AuditedAsync());
    }

    [Fact]
    public async Task An_invitation_works_once_and_only_for_its_address()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve.ToUpperInvariant(), Role.Member));
        var link = await host.LinkToAsync(eve);
        var mallory = host.As((await host.JoinsAsync(AccountScenario.NewAddress("mallory"))).Session);

        Assert.Equal(
            "invitation_for_other_address", (await mallory.Get<AcceptInvitation>().ExecuteAsync(new(link))).Problem?.Code);
        Assert.Equal("unauthenticated", (await host.Visitor().Get<AcceptInvitation>().ExecuteAsync(new(link))).Problem?.Code);
        var invited = host.As((await host.JoinsAsync(eve)).Session);
        var accepted = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => invited.Get<AcceptInvitation>().ExecuteAsync(new(link))));

        Assert.Single(accepted, answer => answer.Succeeded);
        Assert.Equal("invitation_closed", (await invited.Get<AcceptInvitation>().ExecuteAsync(new(link))).Problem?.Code);
    }

    [Fact]
    public async Task An_invitation_link_stops_working_after_seven_days_or_when_revoked()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var acme = await host.OrganizationAsync("Acme", clock);
        var eve = AccountScenario.NewAddress("eve");
        var ben = AccountScenario.NewAddress("ben");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var second = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(ben, Role.Member))).Value;
        var forEve = await host.LinkToAsync(eve);
        var forBen = await host.LinkToAsync(ben);

        Assert.True((await acme.Admin.Get<RevokeInvitation>().ExecuteAsync(new(second.Id))).Succeeded);
        Assert.Equal(
            "invitation_closed", (await host.Visitor(services).Get<ReadInvitation>().ExecuteAsync(new(forBen))).Problem?.Code);
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(
            "invitation_closed", (await host.Visitor(services).Get<ReadInvitation>().ExecuteAsync(new(forEve))).Problem?.Code);
        Assert.Equal("invitation_closed", (await host.Visitor(services).Get<ReadInvitation>().ExecuteAsync(
            new("no-such-token"))).Problem?.Code);
        // the earlier invitation had expired
        Assert.True((await acme.Key.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member))).Succeeded);
    }

    [Fact]
    public async Task Resending_after_a_minute_creates_a_new_link_and_voids_the_old_one()
    {
        var clock = new FakeClock();
        var services = host.At(clock);
        var acme = await host.OrganizationAsync("Acme", clock);
        var eve = AccountScenario.NewAddress("eve");
        var invitation = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member))).Value;
        var old = await host.LinkToAsync(eve);

        Assert.Equal(
            "resend_too_soon", (await acme.Owner.Get<ResendInvitation>().ExecuteAsync(new(invitation.Id))).Problem?.Code);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await acme.Owner.Get<ResendInvitation>().ExecuteAsync(new(invitation.Id))).Succeeded);

        Assert.False((await host.Visitor(services).Get<ReadInvitation>().ExecuteAsync(new(old))).Succeeded);
        Assert.True(
            (await host.Visitor(services).Get<ReadInvitation>().ExecuteAsync(new(await host.LinkToAsync(eve)))).Succeeded);
    }

    [Fact]
    public async Task Members_and_already_invited_addresses_cannot_be_invited_again()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));

        Assert.Equal("already_invited", (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Admin))).Problem?.Code);
        Assert.Equal("already_member", (await acme.Owner.Get<InviteMember>().ExecuteAsync(
            new($"Member@{acme.Slug}.example", Role.Admin))).Problem?.Code);
    }

    [Fact]
    public async Task A_removed_member_can_be_invited_again()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Admin));
        var session = host.As((await host.JoinsAsync(eve, null)).Session, acme.Slug);
        await session.Get<AcceptInvitation>().ExecuteAsync(new(await FirstLinkAsync(eve)));
        var member = (await acme.Owner.Get<ListMembers>().ExecuteAsync(new(new PageRequest()))).Value.Data[0];
        await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(member.Id));

        await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Member));
        var back = await session.Get<AcceptInvitation>().ExecuteAsync(new(await host.LinkToAsync(eve)));

        Assert.True(back.Succeeded);
        Assert.Equal(Role.Member, (await acme.Owner.Get<GetMember>().ExecuteAsync(new(member.Id))).Value.Role);
    }

    [Fact]
    public async Task Invitations_of_other_organizations_are_not_found()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var theirs = (await globex.Owner.Get<InviteMember>().ExecuteAsync(new(AccountScenario.NewAddress(), Role.Member))).Value;

        Assert.Equal("not_found", (await acme.Owner.Get<GetInvitation>().ExecuteAsync(new(theirs.Id))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<ResendInvitation>().ExecuteAsync(new(theirs.Id))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<RevokeInvitation>().ExecuteAsync(new(theirs.Id))).Problem?.Code);
        Assert.Empty((await acme.Owner.Get<ListInvitations>().ExecuteAsync(new(new PageRequest()))).Value.Data);
    }

    async Task<string> FirstLinkAsync(string email)
    {
        var text = (await host.EmailsToAsync(email))
            .Single(message => message.Subject.Contains("invited you", StringComparison.Ordinal)).Text;
        return text[(text.IndexOf("/invite/", StringComparison.Ordinal) + 8)..][..43];
    }

    [Fact]
    public async Task A_link_that_was_copied_is_accepted_and_voids_the_one_in_the_email()
    {
        var acme = await host.OrganizationAsync();
        var eve = AccountScenario.NewAddress("eve");
        var invitation = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(eve, Role.Cook))).Value;
        var emailed = await host.LinkToAsync(eve);

        var link = (await acme.Owner.Get<CreateInvitationLink>().ExecuteAsync(new(invitation.Id))).Value;
        var copied = link.Url!.Split("/invite/")[1];
        var invited = host.As((await host.JoinsAsync(eve, organization: null)).Session);

        Assert.Equal(
            "invitation_closed", (await invited.Get<AcceptInvitation>().ExecuteAsync(new(emailed))).Problem?.Code);
        Assert.True((await invited.Get<AcceptInvitation>().ExecuteAsync(new(copied))).Succeeded);
        Assert.Equal(
            "invitation_closed", (await acme.Owner.Get<CreateInvitationLink>().ExecuteAsync(new(invitation.Id))).Problem?.Code);
        Assert.DoesNotContain(copied, await host.ScalarAsync<string>(
            "select string_agg(coalesce(before::text, '') || coalesce(after::text, ''), ' ') from audit_entries "
            + "where organization_id = $1", acme.Id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_give_the_role_gets_the_link_and_a_repetition_does_not_contain_it()
    {
        var acme = await host.OrganizationAsync();
        var email = AccountScenario.NewAddress("eve");
        var chief = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("Chief", ["organization.change"]))).Value.Role;
        var invitation = (await acme.Owner.Get<InviteMember>().ExecuteAsync(new(email, chief))).Value;
        var key = IdempotencyKey.New(TimeProvider.System);

        Assert.Equal(
            "role_above_own", (await acme.Admin.Get<CreateInvitationLink>().ExecuteAsync(new(invitation.Id))).Problem?.Code);
        Assert.Equal(
            "forbidden", (await acme.Member.Get<CreateInvitationLink>().ExecuteAsync(new(invitation.Id))).Problem?.Code);
        Assert.NotNull((await acme.Owner.Get<CreateInvitationLink>().ExecuteAsync(new(invitation.Id), key)).Value.Url);
        Assert.Null((await acme.Owner.Get<CreateInvitationLink>().ExecuteAsync(new(invitation.Id), key)).Value.Url);
    }
}
