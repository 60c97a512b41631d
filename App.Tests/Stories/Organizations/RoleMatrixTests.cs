using App.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>
/// What each role may do, built-in and custom, compared with a call of every operation, a request for every page of the menu and
/// a request to every route of the API.
/// </summary>
public sealed class RoleMatrixTests(TestHost host)
{
    /// <summary>The number of random custom roles.</summary>
    static readonly int Random = Long.Or(5, 20);

    public static TheoryData<Role> Roles => [.. RoleCatalog.All.Select(entry => entry.Key.BuiltIn)];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Random)];

    [Fact]
    public void The_grid_names_all_roles_and_permissions()
    {
        Assert.Equal(
            RoleCatalog.All.Select(entry => entry.Key.ToString()).Order(StringComparer.Ordinal),
            RoleMatrix.BuiltIn.Roles.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            host.Services.GetRequiredService<PermissionCatalog>().All.Select(one => one.Name).Order(StringComparer.Ordinal),
            RoleMatrix.Permissions.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task A_built_in_role_does_exactly_what_its_permissions_say(Role role)
    {
        var acme = await host.OrganizationAsync();
        var probe = new RoleProbe(host, RoleMatrix.BuiltIn, acme, await acme.MemberAsync(role), ((RoleKey)role).ToString());

        await AssertNoDifferencesAsync(probe);
    }

    /// <summary>
    /// Each permission is chosen or not at random, and the permissions to view what the others change are added.
    /// </summary>
    [Theory, MemberData(nameof(Seeds))]
    public async Task A_custom_role_does_exactly_what_its_permissions_say(int seed)
    {
        var acme = await host.OrganizationAsync();
        var random = new Random(seed);
        var chosen = RoleMatrix.Permissions.Where(_ => random.Next(2) == 0).DefaultIfEmpty("comments.read").ToHashSet();
        chosen.UnionWith(chosen.Select(one => $"{one.Split('.')[0]}.read").Intersect(RoleMatrix.Permissions).ToList());
        var role = (await acme.Owner.Get<CreateRole>().ExecuteAsync(new($"Role {seed}", [.. chosen]))).Value.Role;
        var person = await acme.MemberAsync(Role.Cook);
        await acme.Owner.Get<ChangeMemberRole>().ExecuteAsync(new(person.MemberId, new(role)));
        var matrix = RoleMatrix.BuiltIn.With(role.ToString(), chosen);

        await AssertNoDifferencesAsync(new RoleProbe(host, matrix, acme, person, role.ToString()));
    }

    [Fact]
    public async Task A_role_that_may_do_more_or_less_than_expected_is_found()
    {
        var acme = await host.OrganizationAsync();
        var packer = await acme.MemberAsync(Role.Packer);
        var wrong = RoleMatrix.BuiltIn.With("packer", RoleMatrix.BuiltIn.Roles["packer"].Except(["orders.fulfill"]).Append("audit.read"));
        var probe = new RoleProbe(host, wrong, acme, packer, "packer");

        Assert.Contains("packer: order.fulfill answered without a refusal", await probe.OperationsAsync());
        Assert.Contains($"packer: /{acme.Slug}/audit is refused", await probe.PagesAsync());
        var (routes, _) = await probe.RoutesAsync();
        Assert.Contains("packer: POST /orders/{id}/fulfill answered without a refusal", routes);
        Assert.Contains("packer: GET /audit_entries answered forbidden", routes);
    }

    static async Task AssertNoDifferencesAsync(RoleProbe probe)
    {
        Assert.Empty(await probe.OperationsAsync());
        Assert.Empty(await probe.PagesAsync());
        var (differences, sent) = await probe.RoutesAsync();
        Assert.Empty(differences);
        Assert.InRange(sent, 60, 1000);
    }

    [Fact]
    public void A_wrong_explanation_is_found()
    {
        var right = new Explanation(
            "audit.read", [new(Explanation.RuleKind.Role, "packer", false)], ["owner", "admin"], ["owner", "admin"]);
        string? FaultOf(Explanation? explanation) => RoleMatrix.BuiltIn.FaultOf(explanation, "packer", "audit.read");

        Assert.Null(FaultOf(right));
        Assert.NotNull(FaultOf(null));
        Assert.NotNull(FaultOf(right with { Permission = "orders.read" }));
        Assert.NotNull(FaultOf(right with { Rules = [new(Explanation.RuleKind.Role, "packer", true)] }));
        Assert.NotNull(FaultOf(right with { RolesWithIt = ["owner"] }));
        Assert.NotNull(FaultOf(right with { GrantedBy = ["owner", "admin", "manager"] }));
    }

    [Fact]
    public async Task A_refusal_tells_a_member_which_role_it_takes_and_who_can_give_it()
    {
        var acme = await host.OrganizationAsync();
        var packer = await acme.MemberAsync(Role.Packer);

        var problem = (await packer.Get<App.Orders.CancelOrder>().ExecuteAsync(new(default))).Problem!;

        Assert.Equal(
            "Your role, Packer, does not have the permission orders.cancel. Roles with it: Owner, Admin, Manager, Member and "
            + "Operator. Ask someone with the role Owner, Admin or Manager to change yours.", problem.Detail);
    }

    [Fact]
    public async Task A_refusal_of_a_key_tells_a_missing_scope_from_a_missing_permission_of_its_creator()
    {
        var acme = await host.OrganizationAsync();
        var bare = await acme.KeyAsync();
        var packer = await acme.MemberAsync(Role.Packer);
        var ofPacker = await acme.KeyAsync(["orders:write"], packer.MemberId);

        var scope = (await bare.Get<App.Orders.CancelOrder>().ExecuteAsync(new(default))).Problem!.Explanation!;
        var role = (await ofPacker.Get<App.Orders.CancelOrder>().ExecuteAsync(new(default))).Problem!.Explanation!;

        Assert.Equal([new(Explanation.RuleKind.Role, "owner", true), new(Explanation.RuleKind.Scope, "orders:write", false)],
            scope.Rules);
        Assert.Equal([new(Explanation.RuleKind.Role, "packer", false), new(Explanation.RuleKind.Scope, "orders:write", true)],
            role.Rules);
    }
}
