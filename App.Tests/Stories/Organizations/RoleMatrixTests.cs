using System.Net;
using App.Organizations;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Organizations;

/// <summary>
/// What each role may do, written by hand, and compared with a call of every operation and a request for every page of the menu.
/// </summary>
public sealed class RoleMatrixTests(TestHost host)
{
    const string Grid = """
                             Owner Admin Manager Member Operator Packer Cook Courier Cashier Marketing Accountant Hr
        audit.read             x     x      .      .       .       .     .      .       .        .         .       .
        comments.change        x     x      x      x       x       x     x      x       x        x         x       x
        comments.read          x     x      x      x       x       x     x      x       x        x         x       x
        customers.change       x     x      x      x       x       .     .      .       x        .         .       .
        customers.read         x     x      x      x       x       x     .      x       x        x         x       .
        emails.read            x     x      x      .       .       .     .      .       .        .         .       .
        emails.resend          x     x      x      .       .       .     .      .       .        .         .       .
        events.read            x     x      .      .       .       .     .      .       .        .         .       .
        inventory.change       x     x      x      x       x       x     .      .       .        .         .       .
        inventory.read         x     x      x      x       x       x     x      .       x        .         x       .
        keys.change            x     x      .      .       .       .     .      .       .        .         .       .
        keys.read              x     x      .      .       .       .     .      .       .        .         .       .
        members.change         x     x      x      .       .       .     .      .       .        .         .       .
        members.read           x     x      x      x       x       .     .      .       .        .         .       x
        orders.cancel          x     x      x      x       x       .     .      .       .        .         .       .
        orders.fulfill         x     x      x      x       x       x     x      .       .        .         .       .
        orders.place           x     x      x      x       x       .     .      .       x        .         .       .
        orders.read            x     x      x      x       x       x     x      x       x        .         x       .
        organization.change    x     .      .      .       .       .     .      .       .        .         .       .
        organization.set_up    x     x      .      .       .       .     .      .       .        .         .       .
        products.change        x     x      x      x       .       .     .      .       .        x         .       .
        products.read          x     x      x      x       x       x     x      x       x        x         x       .
        security_events.read   x     x      .      .       .       .     .      .       .        .         .       .
        shoppers.change        x     x      x      x       x       .     .      .       .        .         .       .
        shoppers.read          x     x      x      x       x       .     .      .       .        x         .       .
        storefront.change      x     x      x      .       .       .     .      .       .        x         .       .
        views.share            x     x      x      .       .       .     .      .       .        .         .       .
        warehouses.change      x     x      x      x       .       .     .      .       .        .         .       .
        webhooks.change        x     x      .      .       .       .     .      .       .        .         .       .
        webhooks.read          x     x      .      .       .       .     .      .       .        .         .       .
        """;

    static readonly string[][] Lines =
        [.. Grid.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The roles that have each permission.</summary>
    static readonly Dictionary<string, HashSet<string>> Having = Lines.Skip(1).ToDictionary(
        line => line[0], line => Lines[0].Where((_, column) => line[column + 1] == "x").ToHashSet());

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    sealed record Blank : IRequest;

    [Fact]
    public void The_grid_names_all_roles_and_permissions()
    {
        Assert.Equal(Enum.GetNames<Role>().Order(StringComparer.Ordinal), Lines[0].Order(StringComparer.Ordinal));
        Assert.Equal(
            host.Services.GetRequiredService<PermissionCatalog>().All.Select(one => one.Name).Order(StringComparer.Ordinal),
            Having.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task A_role_runs_exactly_the_operations_of_its_permissions(Role role)
    {
        var acme = await host.OrganizationAsync();
        var person = await acme.MemberAsync(role);
        var differences = new List<string>();

        foreach (var type in App.Features.OperationTypes)
        {
            var (operation, problem) = await TryAsync(type, person.Credential);
            if (operation.Access.Permission is not { } permission)
                continue;
            var allowed = Having[permission.Name].Contains($"{role}");
            if (allowed == (problem?.Code == "forbidden"))
                differences.Add($"{role}: {operation.Action} answered {problem?.Code}");
            if (!allowed && Fault(problem!, role, permission.Name) is { } fault)
                differences.Add($"{role}: {operation.Action} {fault}");
        }

        Assert.Empty(differences);
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task A_role_opens_exactly_the_pages_of_its_permissions(Role role)
    {
        var acme = await host.OrganizationAsync();
        using var browser = await host.BrowserOfAsync(await acme.MemberAsync(role));
        var differences = new List<string>();
        var home = (await browser.GetAsync($"/{acme.Slug}")).Html;

        foreach (var entry in App.Features.All.SelectMany(feature => feature.Navigation))
        {
            var path = $"/{acme.Slug}{(entry.Path.Length == 0 ? "" : "/")}{entry.Path}";
            var page = await browser.GetAsync(path);
            var allowed = entry.Permission is null || Having[entry.Permission].Contains($"{role}");
            if (page.Status != HttpStatusCode.OK)
                differences.Add($"{role}: {path} answered {page.Status}");
            if (allowed == page.Html.Contains("<code>forbidden</code>", StringComparison.Ordinal))
                differences.Add($"{role}: {path} is {(allowed ? "refused" : "shown")}");
            if (allowed != home.Contains($"href=\"{path}\"", StringComparison.Ordinal))
                differences.Add($"{role}: the menu {(allowed ? "lacks" : "has")} {path}");
        }

        Assert.Empty(differences);
    }

    [Fact]
    public void A_wrong_explanation_is_found()
    {
        var right = new Explanation(
            "audit.read", [new(Explanation.RuleKind.Role, "packer", false)], ["owner", "admin"], ["owner", "admin"]);
        string? FaultOf(Explanation? explanation) =>
            Fault(Problem.AnyForbidden with { Explanation = explanation }, Role.Packer, "audit.read");

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

    /// <summary>Returns what is wrong with the explanation of a refusal; null if nothing is.</summary>
    static string? Fault(Problem problem, Role role, string permission)
    {
        if (problem.Explanation is not { } explanation)
            return "is not explained";
        if (explanation.Permission != permission)
            return $"names {explanation.Permission}";
        if (explanation.Rules is not [{ Kind: Explanation.RuleKind.Role, Allows: false } rule] || rule.Name != Lower($"{role}"))
            return "names another rule";
        if (!explanation.RolesWithIt.ToHashSet().SetEquals(Having[permission].Select(Lower)))
            return $"names the roles {string.Join(", ", explanation.RolesWithIt)}";
        var givers = Having["members.change"].Where(giver => Gives(giver, permission)).Select(Lower);
        return explanation.GrantedBy.ToHashSet().SetEquals(givers)
            ? null : $"says that it is granted by {string.Join(", ", explanation.GrantedBy)}";
    }

    /// <summary>Returns whether there is a role with the permission that has no permission which the giver lacks.</summary>
    static bool Gives(string giver, string permission) => Having[permission].Any(given =>
        Having.Values.All(roles => !roles.Contains(given) || roles.Contains(giver)));

    static string Lower(string role) => role.ToLowerInvariant();

    async Task<(OperationBase Operation, Problem? Problem)> TryAsync(Type type, Credential credential)
    {
        using var scope = host.Services.CreateScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(credential);
        var operation = (OperationBase)scope.ServiceProvider.GetRequiredService(type);
        var result = await scope.ServiceProvider.GetRequiredService<Gate>().ReadAsync<Blank, Done>(
            operation, new Blank(), (_, _, _) => Task.FromResult<Result<Done>>(new Done()), default);
        return (operation, result.Problem);
    }
}
