using System.Reflection;
using System.Text.RegularExpressions;
using App.Catalog;
using App.Shell;
using App.Tests.Architecture;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Shell;

/// <summary>The search of the staff area finds pages, actions and the organization's records.</summary>
public sealed partial class FindingRecordsTests(TestHost host)
{
    static readonly string[] AllPermissions =
        [.. Features.All.SelectMany(feature => feature.Permissions).Select(permission => permission.Name)];

    /// <summary>Pages of records that people look for in their list.</summary>
    static readonly string[] FoundInLists = ["audit", "emails", "webhooks/deliveries"];

    [Fact]
    public async Task A_record_is_found_by_its_number_code_name_or_id()
    {
        var acme = await host.OrganizationAsync();
        var trade = await acme.SellsTeaAsync(10, "TEA-100");
        var order = (await trade.OrdersAsync(2)).Value;

        foreach (var (typed, text, page) in new[]
        {
            (order.Number, order.Number, $"orders/{order.Id}"),
            (order.Number.ToLowerInvariant(), order.Number, $"orders/{order.Id}"),
            (order.Id.ToString(), order.Number, $"orders/{order.Id}"),
            ("cafe central", "Café Central", $"customers/{trade.Cafe}"),
            (" tea-100 ", "TEA-100", $"inventory/{trade.Tea}"),
            (trade.Tea.ToString(), "TEA-100", $"inventory/{trade.Tea}"),
        })
        {
            var first = (await SearchAsync(acme, typed))[0];
            Assert.Equal((text, $"/{acme.Slug}/{page}"), (first.Text, first.Value));
        }
    }

    [Fact]
    public async Task An_action_is_found_by_its_name()
    {
        var acme = await host.OrganizationAsync();

        var choice = Assert.Single(await SearchAsync(acme, "create order"));

        Assert.Equal(new($"/{acme.Slug}/orders/new", "Create order", "Action"), choice);
    }

    [Fact]
    public async Task Records_of_other_organizations_are_not_found()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        var order = (await (await globex.SellsTeaAsync(10, "GLOBEX-1")).OrdersAsync(1)).Value;

        foreach (var typed in (string[])["GLOBEX-1", order.Id.ToString(), order.CustomerId.ToString(), "café"])
            Assert.Empty(await SearchAsync(acme, typed));
    }

    [Fact]
    public async Task Only_what_the_member_may_see_is_searched()
    {
        var acme = await host.OrganizationAsync();
        await (await acme.SellsTeaAsync(10, "TEA-100")).OrdersAsync(1);

        Assert.Empty(await SearchAsync(acme, "tea", []));
        Assert.Empty(await SearchAsync(acme, "create order", []));
    }

    [Fact]
    public async Task Every_page_of_a_record_is_found_by_its_id()
    {
        var (acme, sample) = await host.WithEverythingAsync("Acme", "ACME");
        var change = await acme.ChangedAsync(
            host.Services, ProductBulkActions.Archive, BulkScenario.All(new ProductFilter()));
        var found = new HashSet<string>();
        foreach (var id in sample.All.Append(change.Id.ToString()))
            found.UnionWith((await RecordsAsync(acme, id)).Select(path => path[..path.LastIndexOf('/')]));

        Assert.Empty(Missing(Templates(), found));
        Assert.Equal(["teapots"], Missing(["/{Slug}/teapots/{Id}", "/{Slug}/orders/{Id}"], found));
    }

    static IEnumerable<string> Missing(IEnumerable<string> templates, HashSet<string> found) => templates
        .Select(template => RecordPage().Match(template)).Where(match => match.Success)
        .Select(match => match.Groups["list"].Value)
        .Except(FoundInLists).Where(list => !found.Contains(list));

    static IEnumerable<string> Templates() => typeof(ShellSearch).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template);

    async Task<IEnumerable<string>> RecordsAsync(TestOrganization acme, string typed)
    {
        await using var scope = Scope(acme);
        var found = await scope.ServiceProvider.GetRequiredService<RecordSearch>().FindAsync(_ => true, typed, default);
        return found.Select(match => match.Record.Path);
    }

    async Task<IReadOnlyList<PickerChoice>> SearchAsync(
        TestOrganization acme, string typed, IReadOnlyList<string>? permissions = null)
    {
        await using var scope = Scope(acme);
        var frame = new OrganizationContext(
            acme.Slug, "Acme", "Ana Ferreira", "ana@acme.example", [], permissions ?? AllPermissions);
        return await scope.ServiceProvider.GetRequiredService<ShellSearch>().FindAsync(frame, [], typed, default);
    }

    AsyncServiceScope Scope(TestOrganization acme)
    {
        var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Is(acme.Owner.Credential);
        return scope;
    }

    [GeneratedRegex(@"^/\{Slug\}/(?<list>[a-z_/]+)/\{Id\}$")]
    private static partial Regex RecordPage();
}
