using App.Catalog;
using App.Organizations;

namespace App.Tests.Organizations;

public sealed class MemberTests(TestHost host)
{
    [Fact]
    public async Task A_new_role_takes_effect_on_the_next_call()
    {
        var acme = await host.OrganizationAsync();
        Assert.Equal("forbidden", (await acme.Member.Get<InviteMember>().ExecuteAsync(
            new("new@people.example", Role.Member))).Problem?.Code);

        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Member.MemberId, new(Role.Admin)));
        Assert.True((await acme.Member.Get<InviteMember>().ExecuteAsync(new("new@people.example", Role.Member))).Succeeded);

        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Member.MemberId, new(Role.Member)));
        Assert.Equal("forbidden", (await acme.Member.Get<InviteMember>().ExecuteAsync(
            new("other@people.example", Role.Member))).Problem?.Code);
        Assert.Equal(["member.role_changed", "member.invited", "member.role_changed"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task A_removed_member_and_their_API_keys_lose_access_immediately()
    {
        var acme = await host.OrganizationAsync();
        var key = (await acme.Admin.Get<App.ApiKeys.CreateApiKey>().ExecuteAsync(new("Till", ["products:read"]))).Value;
        var till = new TestActor(host.Services, new Credential.ApiKey(App.ApiKeys.KeyText.Parse(key.Secret!)!.Hash()));
        Assert.True((await till.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Succeeded);

        Assert.True((await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Admin.MemberId))).Succeeded);

        Assert.Equal("not_found", (await acme.Admin.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.Equal("unauthenticated", (await till.Get<ListProducts>().ExecuteAsync(new(new PageRequest()))).Problem?.Code);
        Assert.Equal(2, (await acme.Owner.Get<ListMembers>().ExecuteAsync(new(new PageRequest()))).Value.Data.Count);
    }

    [Fact]
    public async Task The_last_owner_cannot_be_removed_or_demoted()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal("last_owner", (await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(acme.Owner.MemberId))).Problem?.Code);
        Assert.Equal("last_owner", (await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Owner.MemberId, new(Role.Admin)))).Problem?.Code);
    }

    [Fact]
    public async Task Two_owners_who_demote_each_other_concurrently_leave_one()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<OfferOwnership>().ExecuteAsync(new(acme.Admin.MemberId));
        await acme.Admin.Get<AcceptOwnership>().ExecuteAsync(new());

        await Task.WhenAll(
            acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(Role.Member))),
            acme.Admin.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Owner.MemberId, new(Role.Member))));

        Assert.Equal(1L, await host.ScalarAsync<long>(
            "select count(*) from members where organization_id = $1 and role = 'Owner' and status = 'Active'", acme.Id));
    }

    [Fact]
    public async Task A_role_above_ones_own_cannot_be_granted_changed_or_removed()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal("role_above_own", (await acme.Admin.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Member.MemberId, new(Role.Owner)))).Problem?.Code);
        Assert.Equal("role_above_own", (await acme.Admin.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Admin.MemberId, new(Role.Owner)))).Problem?.Code);
        Assert.Equal(
            "role_above_own", (await acme.Admin.Get<RemoveMember>().ExecuteAsync(new(acme.Owner.MemberId))).Problem?.Code);
        Assert.Equal("role_above_own", (await acme.Admin.Get<InviteMember>().ExecuteAsync(
            new("new@people.example", Role.Owner))).Problem?.Code);
        Assert.Equal("role_above_own", (await acme.Key.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Member.MemberId, new(Role.Owner)))).Problem?.Code);
        Assert.Equal("role_above_own", (await acme.Key.Get<RemoveMember>().ExecuteAsync(new(acme.Owner.MemberId))).Problem?.Code);
    }

    [Fact]
    public async Task Members_of_other_organizations_are_not_found()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");

        Assert.Equal("not_found", (await acme.Owner.Get<GetMember>().ExecuteAsync(new(globex.Member.MemberId))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(
            new(globex.Member.MemberId, new(Role.Admin)))).Problem?.Code);
        Assert.Equal("not_found", (await acme.Owner.Get<RemoveMember>().ExecuteAsync(new(globex.Member.MemberId))).Problem?.Code);
        Assert.Equal(3, (await globex.Owner.Get<ListMembers>().ExecuteAsync(new(new PageRequest()))).Value.Data.Count);
    }

    [Fact]
    public async Task Only_an_owner_can_rename_the_organization()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal("forbidden", (await acme.Admin.Get<UpdateOrganization>().ExecuteAsync(new("Ours now"))).Problem?.Code);
        Assert.Equal("forbidden", (await acme.Key.Get<UpdateOrganization>().ExecuteAsync(new("Ours now"))).Problem?.Code);
        Assert.Equal("invalid_request", (await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(
            new(null, "Europe/Nowhere"))).Problem?.Code);
        var renamed = (await acme.Owner.Get<UpdateOrganization>().ExecuteAsync(new("Acme & Sons", "Europe/Vienna"))).Value;

        Assert.Equal((acme.Slug, "Acme & Sons", "Europe/Vienna"), (renamed.Slug, renamed.Name, renamed.TimeZone));
    }
}
