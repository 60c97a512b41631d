using App.ApiKeys;
using App.Catalog;
using App.Organizations;

namespace App.Tests.Organizations;

/// <summary>A suspended member has no access until they are reinstated.</summary>
public sealed class SuspendMemberTests(TestHost host)
{
    [Fact]
    public async Task A_suspended_member_and_their_API_keys_lose_access_and_get_it_back()
    {
        var acme = await host.OrganizationAsync();
        var till = await TillAsync(acme);

        var suspended = await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(acme.Admin.MemberId));

        Assert.Equal(MemberStatus.Suspended, suspended.Value.Status);
        Assert.Equal("not_found", await ProblemOfAsync(acme.Admin));
        Assert.Equal("unauthenticated", await ProblemOfAsync(till));

        var reinstated = await acme.Owner.Get<ReinstateMember>().ExecuteAsync(new(acme.Admin.MemberId));

        Assert.Equal((MemberStatus.Active, Role.Admin), (reinstated.Value.Status, reinstated.Value.Role));
        Assert.Null(await ProblemOfAsync(acme.Admin));
        Assert.Null(await ProblemOfAsync(till));
        Assert.Equal(["member.suspended", "member.reinstated"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task A_suspended_member_stays_in_the_list_and_can_be_removed()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(acme.Member.MemberId));

        var listed = (await acme.Owner.Get<ListMembers>().ExecuteAsync(new(new()))).Value.Data;
        var totals = (await acme.Owner.Get<CountMembers>().ExecuteAsync(new())).Value;

        Assert.Equal(
            [acme.Member.MemberId], listed.Where(one => one.Status == MemberStatus.Suspended).Select(one => one.Id));
        Assert.Equal(3, totals.Rows.Count);
        Assert.DoesNotContain(nameof(Role.Member), totals.Tabs.Keys); // counts who can act
        Assert.True((await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Member.MemberId))).Succeeded);
        Assert.Equal(
            "not_found", (await acme.Owner.Get<ReinstateMember>().ExecuteAsync(new(acme.Member.MemberId))).Problem?.Code);
    }

    [Fact]
    public async Task Open_invitations_of_a_suspended_member_are_revoked()
    {
        var acme = await host.OrganizationAsync();
        var invited = (await acme.Admin.Get<InviteMember>().ExecuteAsync(new("late@people.example", Role.Member))).Value;

        await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(acme.Admin.MemberId));

        var invitation = (await acme.Owner.Get<GetInvitation>().ExecuteAsync(new(invited.Id))).Value;
        Assert.Equal(InvitationState.Revoked, invitation.State);
    }

    [Fact]
    public async Task Open_invitations_of_a_suspended_members_key_are_revoked_too()
    {
        var acme = await host.OrganizationAsync();
        var second = await acme.MemberAsync(Role.Owner); // only an owner can give a key this scope
        var key = (await second.Get<CreateApiKey>().ExecuteAsync(new("Robot", ["members:write"]))).Value;
        var robot = new TestActor(host.Services, new Credential.ApiKey(KeyText.Parse(key.Secret!)!.Hash()));
        var invited = (await robot.Get<InviteMember>().ExecuteAsync(new("friend@people.example", Role.Member))).Value;

        await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(second.MemberId));

        var invitation = (await acme.Owner.Get<GetInvitation>().ExecuteAsync(new(invited.Id))).Value;
        Assert.Equal(InvitationState.Revoked, invitation.State);
    }

    [Fact]
    public async Task Suspending_twice_changes_nothing_the_second_time()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(acme.Member.MemberId));

        Assert.True((await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(acme.Member.MemberId))).Succeeded);
        Assert.Equal(["member.suspended"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task Nobody_suspends_themselves_the_last_owner_or_a_role_above_their_own()
    {
        var acme = await host.OrganizationAsync();
        var second = await acme.MemberAsync(Role.Owner);
        await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(second.MemberId));

        Assert.Equal("own_membership", await RefusalAsync(acme.Owner, acme.Owner));
        Assert.Equal("role_above_own", await RefusalAsync(acme.Admin, acme.Owner));
        Assert.Equal("role_above_own", await RefusalAsync(acme.Key, acme.Owner));
        Assert.Equal("last_owner", (await acme.System.Get<SuspendMember>().ExecuteAsync(new(acme.Owner.MemberId))).Problem?.Code);
        Assert.Equal("role_above_own", (await acme.Admin.Get<ReinstateMember>().ExecuteAsync(
            new(second.MemberId))).Problem?.Code);
    }

    [Fact]
    public async Task A_suspended_member_cannot_be_invited_again()
    {
        var acme = await host.OrganizationAsync();
        var suspended = (await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(acme.Member.MemberId))).Value;

        Assert.Equal("already_member", (await acme.Owner.Get<InviteMember>().ExecuteAsync(
            new(suspended.Email, Role.Member))).Problem?.Code);
    }

    static async Task<string?> RefusalAsync(TestActor by, TestActor whom) =>
        (await by.Get<SuspendMember>().ExecuteAsync(new(whom.MemberId))).Problem?.Code;

    static async Task<string?> ProblemOfAsync(TestActor actor) =>
        (await actor.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code;

    /// <summary>An API key that the admin has created.</summary>
    async Task<TestActor> TillAsync(TestOrganization acme)
    {
        var key = (await acme.Admin.Get<CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]))).Value;
        return new TestActor(host.Services, new Credential.ApiKey(KeyText.Parse(key.Secret!)!.Hash()));
    }
}
