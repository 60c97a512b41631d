using App.Organizations;

namespace App.Tests.Organizations;

/// <summary>A member becomes an owner only by an offer of an owner that they accept, and both confirm who they are.</summary>
public sealed class AcceptOwnershipTests(TestHost host)
{
    [Fact]
    public async Task An_admin_accepts_the_offer_of_an_owner_who_then_gives_up_ownership()
    {
        var acme = await host.OrganizationAsync();

        var offered = (await acme.Owner.Get<OfferOwnership>().ExecuteAsync(new(acme.Admin.MemberId))).Value;
        var offer = (await acme.Admin.Get<GetOwnershipOffer>().ExecuteAsync(new())).Value;
        var accepted = (await acme.Admin.Get<AcceptOwnership>().ExecuteAsync(new())).Value;
        var former = (await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Owner.MemberId, new(Role.Admin)))).Value;

        Assert.Equal(("Owner of " + acme.Slug, offered.OwnershipOfferedAt + TimeSpan.FromDays(7)), (offer.Author, offer.ExpiresAt));
        Assert.Equal(((RoleKey)Role.Owner, null), (accepted.Role, accepted.OwnershipOfferedAt));
        Assert.Equal(Role.Admin, former.Role);
        Assert.Equal(["ownership.offer", "ownership.accept", "member.change_role"], await acme.AuditedAsync());
        Assert.Equal(
            ["member.ownership_offered", "member.role_changed", "member.role_changed"], await acme.AnnouncedAsync());
    }

    [Fact]
    public async Task Giving_a_member_the_role_that_they_have_does_not_end_the_offer()
    {
        var acme = await host.OrganizationAsync();
        await acme.Owner.Get<OfferOwnership>().ExecuteAsync(new(acme.Admin.MemberId));

        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(acme.Admin.MemberId, new(Role.Admin)));

        Assert.Null((await acme.Admin.Get<AcceptOwnership>().ExecuteAsync(new())).Problem);
    }

    [Fact]
    public async Task Nobody_is_made_an_owner_in_another_way()
    {
        var acme = await host.OrganizationAsync();

        Assert.Equal("ownership_not_offered", await CodeAsync(acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(
            new(acme.Admin.MemberId, new(Role.Owner)))));
        Assert.Equal("ownership_not_offered", await CodeAsync(acme.Owner.Get<InviteMember>().ExecuteAsync(
            new("eve@people.example", Role.Owner))));
        Assert.Equal("ownership_offer_closed", await CodeAsync(acme.Admin.Get<AcceptOwnership>().ExecuteAsync(new())));
    }

    [Fact]
    public async Task Only_an_owner_in_person_offers_and_only_the_member_in_person_accepts()
    {
        var acme = await host.OrganizationAsync();
        var all = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new("All", RoleMatrix.Permissions))).Value.Role;
        var deputy = await acme.MemberAsync(Role.Packer);
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(deputy.MemberId, new(all)));

        foreach (var actor in new[] { acme.Admin, acme.Key, deputy })
            Assert.Equal("role_above_own", await CodeAsync(actor.Get<OfferOwnership>().ExecuteAsync(new(acme.Member.MemberId))));
        Assert.Equal("already_owner", await CodeAsync(acme.Owner.Get<OfferOwnership>().ExecuteAsync(new(acme.Owner.MemberId))));
        await acme.Owner.Get<OfferOwnership>().ExecuteAsync(new(acme.Admin.MemberId));
        var keyOfAdmin = await acme.KeyAsync(["members:write"], acme.Admin.MemberId);
        foreach (var actor in new[] { acme.Member, acme.Key, keyOfAdmin })
            Assert.Equal("ownership_offer_closed", await CodeAsync(actor.Get<AcceptOwnership>().ExecuteAsync(new())));
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("declined")]
    [InlineData("old")]
    [InlineData("suspended")]
    [InlineData("role")]
    [InlineData("offerer")]
    public async Task An_offer_that_has_ended_is_not_accepted(string end)
    {
        var clock = new FakeClock();
        var acme = await host.OrganizationAsync(clock: clock);
        var other = await acme.MemberAsync(Role.Owner);
        var ben = acme.Admin.MemberId;
        await other.Get<OfferOwnership>().ExecuteAsync(new(ben));

        if (end == "withdrawn")
            await acme.Owner.Get<WithdrawOwnershipOffer>().ExecuteAsync(new(ben));
        else if (end == "declined")
            await acme.Admin.Get<DeclineOwnership>().ExecuteAsync(new());
        else if (end == "old")
        {
            clock.Advance(TimeSpan.FromDays(6));
            await acme.Admin.Get<GetMe>().ExecuteAsync(new()); // so the session does not end
            clock.Advance(TimeSpan.FromDays(1));
        }
        else if (end == "suspended")
        {
            await acme.Owner.Get<SuspendMember>().ExecuteAsync(new(ben));
            await acme.Owner.Get<ReinstateMember>().ExecuteAsync(new(ben));
        }
        else if (end == "role")
            await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(ben, new(Role.Packer)));
        else
            await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(other.MemberId, new(Role.Admin)));

        Assert.Equal("not_found", await CodeAsync(acme.Admin.Get<GetOwnershipOffer>().ExecuteAsync(new())));
        Assert.Equal("ownership_offer_closed", await CodeAsync(acme.Admin.Get<AcceptOwnership>().ExecuteAsync(new())));
    }

    [Fact]
    public async Task Offering_and_accepting_require_a_recent_confirmation()
    {
        var ada = await SecondFactorScenario.BeginAsync(host);
        var plain = host.As((await ada.SignsInAsync()).Session!, ada.Slug, ada.Services);

        Assert.Equal("step_up_required", await CodeAsync(plain.Get<OfferOwnership>().ExecuteAsync(new(default))));
        Assert.Equal("step_up_required", await CodeAsync(plain.Get<AcceptOwnership>().ExecuteAsync(new())));
    }

    static async Task<string?> CodeAsync<T>(Task<Result<T>> call) => (await call).Problem?.Code;
}
