using App.Platform;
using App.Tests.Storefront;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.HouseRules;

/// <summary>Every operation and query there is, generated from the list: nobody gets in without what it asks for.</summary>
public sealed class GateSweepTests(TestHouse house)
{
    public static TheoryData<Type> All => [.. App.House.GatedTypes];

    sealed record Blank : IRequest
    {
        public void Check(Checks checks) { }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_stranger_comes_in_only_where_that_is_meant(Type type)
    {
        var (answer, _) = await TryAsync(type, new Credential.None());

        if (ReferenceEquals(PermissionOf(type), Permission.Anyone))
            Assert.Null(answer);
        else
            Assert.Equal("unauthenticated", answer?.Code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Staff_and_keys_are_nobody_at_the_storefront(Type type)
    {
        if (PermissionOf(type).Door != Door.Storefront)
            return;
        var acme = await house.OrganizationAsync();

        foreach (var actor in new[] { acme.Owner, acme.Key, acme.Stranger })
            Assert.Equal(("unauthenticated", false), await RefusalAsync(type, actor.Credential));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_visitor_of_the_storefront_does_there_what_needs_no_shopper_and_nothing_elsewhere(Type type)
    {
        var acme = await house.OrganizationAsync();

        var (code, reached) = await RefusalAsync(type, acme.Visitor.Credential);

        Assert.Equal(ReferenceEquals(PermissionOf(type), Permission.AnyVisitor) || ReferenceEquals(PermissionOf(type), Permission.Anyone), reached);
        Assert.Equal(reached ? null : "unauthenticated", code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_shopper_does_everything_at_their_storefront_and_nothing_at_any_other_door(Type type)
    {
        var acme = await house.OrganizationAsync();
        var rosa = await acme.LetsInAsync(house);

        var (code, reached) = await RefusalAsync(type, rosa.Credential);

        Assert.Equal(PermissionOf(type).Door == Door.Storefront || ReferenceEquals(PermissionOf(type), Permission.Anyone), reached);
        Assert.Equal(reached ? null : "unauthenticated", code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_shopper_of_one_organization_is_a_visitor_at_anothers_storefront_and_an_unknown_slug_is_not_there(Type type)
    {
        if (PermissionOf(type).Door != Door.Storefront)
            return;
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var rosa = (Credential.Storefront)(await acme.LetsInAsync(house)).Credential;

        Assert.Equal(ReferenceEquals(PermissionOf(type), Permission.AnyVisitor), (await RefusalAsync(type, rosa with { Slug = globex.Slug })).Reached);
        Assert.Equal(("not_found", false), await RefusalAsync(type, rosa with { Slug = "nowhere" }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_key_without_scopes_does_nothing_in_the_organization(Type type)
    {
        var acme = await house.OrganizationAsync();
        var bare = await acme.KeyAsync();

        var (answer, reached) = await TryAsync(type, bare.Credential);

        if (NeedsPermission(type))
        {
            Assert.Equal("forbidden", answer?.Code);
            Assert.False(reached);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_member_of_one_organization_is_nobody_in_another(Type type)
    {
        var acme = await house.OrganizationAsync();
        var globex = await house.OrganizationAsync("Globex");
        var there = (Credential.Session)acme.Owner.Credential with { Slug = globex.Slug };

        var (answer, reached) = await TryAsync(type, there);

        if (PermissionOf(type).Door == Door.Organization)
        {
            Assert.Equal("not_found", answer?.Code);
            Assert.False(reached);
        }
    }

    /// <summary>What opens lasting doors or takes protection away. A new operation of that kind belongs here, and asks.</summary>
    [Fact]
    public void Sensitive_operations_ask_for_step_up()
    {
        var asking = App.House.GatedTypes.Select(Make).Where(gated => gated.StepUp).Select(gated => gated.Action).ToList();

        Assert.Superset(new HashSet<string>
        {
            "authenticator.start", "authenticator.show", "authenticator.confirm", "authenticator.remove", "passkey.begin", "passkey.add", "passkey.remove", "recovery_codes.make",
            "key.create", "webhook_endpoint.create", "webhook_endpoint.rotate_secret", "member.change_role", "member.invite", "organization.require_second_factor", "organization.set_lock_limit", "organization.tell_owners_of_locks",
            "password.change", "email.ask_change", "email.change", "member.leave", "account.delete", "dashboard.open",
        }, asking.ToHashSet());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Who_has_not_proved_a_factor_of_late_does_nothing_sensitive(Type type)
    {
        var acme = await house.OrganizationAsync();
        await house.ScalarAsync<string>("update platform.sessions set proved_at = now() - interval '11 minutes' where id = $1 returning 'done'", ((Credential.Session)acme.Owner.Credential).Id);

        await house.ScalarAsync<string>("update platform.accounts set operator_since = now() where id = $1 returning 'done'", acme.Owner.AccountId);

        var (code, reached) = await RefusalAsync(type, acme.Owner.Credential);

        Assert.Equal(Make(type).StepUp, code == "step_up_required");
        if (Make(type).StepUp)
            Assert.False(reached);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Where_a_second_factor_is_required_nothing_of_the_organization_opens_without_one(Type type)
    {
        var acme = await house.OrganizationAsync();
        await house.ScalarAsync<string>("update organizations set requires_second_factor = true where id = $1 returning 'done'", acme.Id);

        var (code, reached) = await RefusalAsync(type, acme.Owner.Credential);

        if (PermissionOf(type).Door == Door.Organization)
            Assert.Equal(("second_factor_required", false), (code, reached));
        else
            Assert.NotEqual("second_factor_required", code);
    }

    [Fact]
    public void Names_of_actions_are_unique_and_imperative()
    {
        var actions = App.House.GatedTypes.Select(type => Make(type).Action).ToList();

        Assert.Equal(actions.Order(StringComparer.Ordinal), actions.Distinct().Order(StringComparer.Ordinal));
        Assert.All(actions, action => Assert.Matches(@"^[a-z_]+(\.[a-z_]+)+$", action));
    }

    [Fact]
    public void Permissions_asked_for_are_in_the_catalogue()
    {
        var catalogue = house.Services.GetRequiredService<PermissionCatalogue>().All.ToHashSet();

        Assert.All(App.House.GatedTypes.Where(NeedsPermission).Select(PermissionOf), permission => Assert.Contains(permission, catalogue));
    }

    /// <summary>All but those that are open to everyone in the organization, on purpose; ContractTests lists them.</summary>
    bool NeedsPermission(Type type) => PermissionOf(type) is { Door: Door.Organization } permission && !ReferenceEquals(permission, Permission.AnyMember);

    Gated Make(Type type)
    {
        var scope = house.Services.CreateScope();
        return (Gated)scope.ServiceProvider.GetRequiredService(type);
    }

    Permission PermissionOf(Type type) => Make(type).Permission;

    async Task<(string? Code, bool Reached)> RefusalAsync(Type type, Credential credential)
    {
        var (answer, reached) = await TryAsync(type, credential);
        return (answer?.Code, reached);
    }

    async Task<(Problem? Answer, bool Reached)> TryAsync(Type type, Credential credential)
    {
        using var scope = house.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(credential);
        var gated = (Gated)scope.ServiceProvider.GetRequiredService(type);
        var reached = false;
        var result = await scope.ServiceProvider.GetRequiredService<Gate>().ReadAsync<Blank, Done>(gated, new Blank(), (_, _, _) =>
        {
            reached = true;
            return Task.FromResult<Result<Done>>(new Done());
        }, default);
        return (result.Problem, reached);
    }
}
