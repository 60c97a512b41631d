using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Architecture;

/// <summary>
/// Calls every operation and query with every kind of credential: the Gate refuses callers without the required permission.
/// </summary>
public sealed class GateSweepTests(TestHost host)
{
    public static TheoryData<Type> All => [.. App.Features.OperationTypes];

    sealed record Blank : IRequest;

    [Theory, MemberData(nameof(All))]
    public async Task Only_operations_open_to_anyone_run_without_a_credential(Type type)
    {
        var (problem, _) = await TryAsync(type, new Credential.None());

        if (AccessOf(type) == Access.Public)
            Assert.Null(problem);
        else
            Assert.Equal("unauthenticated", problem?.Code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Staff_and_api_keys_are_unauthenticated_at_the_storefront(Type type)
    {
        if (!AccessOf(type).IsStorefront)
            return;
        var acme = await host.OrganizationAsync();

        foreach (var actor in new[] { acme.Owner, acme.Key, acme.Stranger })
            Assert.Equal(("unauthenticated", false), await RefusalAsync(type, actor.Credential));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_visitor_can_only_run_storefront_operations_that_need_no_shopper(Type type)
    {
        var acme = await host.OrganizationAsync();

        var (code, reached) = await RefusalAsync(type, acme.Visitor.Credential);

        Assert.Equal(AccessOf(type) == Access.Visitor
            || AccessOf(type) == Access.Public, reached);
        Assert.Equal(reached ? null : "unauthenticated", code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_shopper_can_run_all_and_only_storefront_operations(Type type)
    {
        var acme = await host.OrganizationAsync();
        var shopper = await acme.LetsInAsync(host);

        var (code, reached) = await RefusalAsync(type, shopper.Credential);

        Assert.Equal(AccessOf(type).IsStorefront
            || AccessOf(type) == Access.Public, reached);
        Assert.Equal(reached ? null : "unauthenticated", code);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_shopper_is_a_visitor_at_another_storefront_and_unknown_slugs_are_not_found(Type type)
    {
        if (!AccessOf(type).IsStorefront)
            return;
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var shopper = (Credential.Storefront)(await acme.LetsInAsync(host)).Credential;

        Assert.Equal(AccessOf(type) == Access.Visitor,
            (await RefusalAsync(type, shopper with { Slug = globex.Slug })).Reached);
        Assert.Equal(("not_found", false), await RefusalAsync(type, shopper with { Slug = "nowhere" }));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_key_without_scopes_is_refused_by_every_operation_that_needs_one(Type type)
    {
        var acme = await host.OrganizationAsync();
        var bare = await acme.KeyAsync();

        var (problem, reached) = await TryAsync(type, bare.Credential);

        if (NeedsPermission(type))
        {
            Assert.Equal("forbidden", problem?.Code);
            Assert.False(reached);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_member_of_one_organization_gets_not_found_in_another(Type type)
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var inGlobex = (Credential.Session)acme.Owner.Credential with { Slug = globex.Slug };

        var (problem, reached) = await TryAsync(type, inGlobex);

        if (AccessOf(type).Kind == AccessKind.Member)
        {
            Assert.Equal("not_found", problem?.Code);
            Assert.False(reached);
        }
    }

    /// <summary>
    /// Operations that grant lasting access or weaken protection. A new operation of that kind must be added here.
    /// </summary>
    [Fact]
    public void Sensitive_operations_require_step_up()
    {
        var actions = App.Features.OperationTypes.Select(Make).Where(operation => operation.StepUp)
            .Select(operation => operation.Action).ToList();

        Assert.Superset(new HashSet<string>
        {
            "authenticator.start", "authenticator.show", "authenticator.confirm", "authenticator.remove", "passkey.begin",
            "passkey.add", "passkey.remove", "recovery_codes.create",
            "key.create", "webhook_endpoint.create", "webhook_endpoint.rotate_secret", "member.change_role", "member.invite",
            "organization.require_second_factor", "organization.set_lockout_threshold", "organization.set_lockout_alerts",
            "password.change", "email.request_change", "email.change", "member.leave", "account.delete", "dashboard.open",
        }, actions.ToHashSet());
    }

    [Theory, MemberData(nameof(All))]
    public async Task Sensitive_operations_are_refused_without_a_recent_step_up(Type type)
    {
        var acme = await host.OrganizationAsync();
        await host.ScalarAsync<string>(
            "update platform.sessions set proved_at = now() - interval '11 minutes' where id = $1 returning 'done'",
            ((Credential.Session)acme.Owner.Credential).Id);

        await host.ScalarAsync<string>(
            "update platform.accounts set operator_since = now() where id = $1 returning 'done'", acme.Owner.AccountId);
        await host.HasFactorAsync(acme.Owner.AccountId);

        var (code, reached) = await RefusalAsync(type, acme.Owner.Credential);

        Assert.Equal(Make(type).StepUp, code == "step_up_required");
        if (Make(type).StepUp)
            Assert.False(reached);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Members_without_a_required_second_factor_are_refused_in_the_organization(Type type)
    {
        var acme = await host.OrganizationAsync();
        await host.ScalarAsync<string>(
            "update organizations set requires_second_factor = true where id = $1 returning 'done'", acme.Id);

        var (code, reached) = await RefusalAsync(type, acme.Owner.Credential);

        if (AccessOf(type).Kind == AccessKind.Member)
            Assert.Equal(("second_factor_required", false), (code, reached));
        else
            Assert.NotEqual("second_factor_required", code);
    }

    [Fact]
    public void Action_names_are_unique_and_well_formed()
    {
        var actions = App.Features.OperationTypes.Select(type => Make(type).Action).ToList();

        Assert.Equal(actions.Order(StringComparer.Ordinal), actions.Distinct().Order(StringComparer.Ordinal));
        Assert.All(actions, action => Assert.Matches(@"^[a-z_]+(\.[a-z_]+)+$", action));
    }

    [Fact]
    public void Required_permissions_are_in_the_catalog()
    {
        var catalog = host.Services.GetRequiredService<PermissionCatalog>().All.ToHashSet();

        Assert.All(App.Features.OperationTypes.Where(NeedsPermission).Select(type => AccessOf(type).Permission!),
            permission => Assert.Contains(permission, catalog));
    }

    /// <summary>True except for operations that every member may run on purpose; ContractTests lists those.</summary>
    bool NeedsPermission(Type type) => AccessOf(type).Permission is not null;

    OperationBase Make(Type type)
    {
        var scope = host.Services.CreateScope();
        return (OperationBase)scope.ServiceProvider.GetRequiredService(type);
    }

    Access AccessOf(Type type) => Make(type).Access;

    async Task<(string? Code, bool Reached)> RefusalAsync(Type type, Credential credential)
    {
        var (problem, reached) = await TryAsync(type, credential);
        return (problem?.Code, reached);
    }

    async Task<(Problem? Answer, bool Reached)> TryAsync(Type type, Credential credential)
    {
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(credential);
        var operation = (OperationBase)scope.ServiceProvider.GetRequiredService(type);
        var reached = false;
        var result = await scope.ServiceProvider.GetRequiredService<Gate>()
            .ReadAsync<Blank, Done>(operation, new Blank(), (_, _, _) =>
        {
            reached = true;
            return Task.FromResult<Result<Done>>(new Done());
        }, default);
        return (result.Problem, reached);
    }
}
