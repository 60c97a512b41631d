using System.Reflection;
using System.Text.RegularExpressions;
using App.Catalog;
using App.Customers;
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

    static readonly NavEntry[] Entries = [new(NavGroup.Sell, "Clients", "customers", "users", 1)];

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

    [Theory]
    [InlineData("nordwnid", "Nordwind GmbH")]
    [InlineData("norwind", "Nordwind GmbH")]
    [InlineData("gruenkorn", "Grünkorn Bistro")]
    [InlineData("grunkron bistro", "Grünkorn Bistro")]
    [InlineData("darjeelnig", "Darjeeling")]
    public async Task A_customer_and_a_product_are_found_although_the_name_has_a_typo(string typed, string name)
    {
        var acme = await host.OrganizationAsync();
        await acme.KnowsCafeAsync("Nordwind GmbH");
        await acme.KnowsCafeAsync("Grünkorn Bistro");
        await acme.KnowsCafeAsync("Alma");
        await SellsAsync(acme, "Darjeeling");
        await SellsAsync(acme, "Olive oil");

        Assert.Equal([name], (await SearchAsync(acme, typed)).Select(choice => choice.Text));
    }

    [Fact]
    public async Task A_name_that_resembles_the_search_comes_after_those_that_contain_it()
    {
        var acme = await host.OrganizationAsync();
        await acme.KnowsCafeAsync("Bisttro Nord");
        await acme.KnowsCafeAsync("Zum Bistro");

        Assert.Equal(["Zum Bistro", "Bisttro Nord"], (await SearchAsync(acme, "bistro")).Select(choice => choice.Text));
    }

    [Fact]
    public async Task Names_of_other_organizations_and_of_archived_records_resemble_nothing()
    {
        var acme = await host.OrganizationAsync();
        var globex = await host.OrganizationAsync("Globex");
        await globex.KnowsCafeAsync("Nordwind GmbH");
        await SellsAsync(globex, "Darjeeling");
        var archived = await acme.KnowsCafeAsync("Nordwind Deli");
        Assert.True((await acme.Owner.Get<ArchiveCustomer>().ExecuteAsync(new(archived))).Succeeded);

        Assert.Empty(await SearchAsync(acme, "nordwnid"));
        Assert.Empty(await SearchAsync(acme, "darjeelnig"));
    }

    [Fact]
    public async Task Members_are_found_by_name_and_email_by_those_who_may_see_members()
    {
        var acme = await host.OrganizationAsync();
        await host.OrganizationAsync("Globex");

        var found = await SearchAsync(acme, $"admin of {acme.Slug}");

        Assert.Equal([$"Admin of {acme.Slug}"], found.Select(choice => choice.Text));
        Assert.Equal(3, (await SearchAsync(acme, $"@{acme.Slug}")).Count);
        Assert.Empty(await SearchAsync(acme, "admin of globex"));
        Assert.Empty(await SearchAsync(acme, $"admin of {acme.Slug}", ["customers.read"]));
    }

    [Fact]
    public async Task What_the_member_has_opened_before_comes_first_among_equal_matches()
    {
        var acme = await host.OrganizationAsync();
        for (var i = 1; i <= 7; i++)
            await acme.KnowsCafeAsync($"Bistro {i}");
        var last = await acme.KnowsCafeAsync("Bistro 9");
        var all = await SearchAsync(acme, "bistro");
        Assert.Equal(["Bistro 1", "Bistro 2", "Bistro 3", "Bistro 4", "Bistro 5"], all.Select(choice => choice.Text));

        UsedChoice[] used =
        [
            new(all[3].Value, "Bistro 4", "Customer", 1),
            new($"/{acme.Slug}/customers/{last}", "Bistro 9", "Customer", 3),
            new($"/{acme.Slug}/customers/other", "Alma", "Customer", 9),
            new($"/{acme.Slug}/secrets/1", "Bistro of a page that is gone", null, 9),
        ];

        Assert.Equal(
            ["Bistro 9", "Bistro 4", "Bistro 1", "Bistro 2", "Bistro 3", "Bistro 5"],
            (await SearchAsync(acme, "bistro", used: used)).Select(choice => choice.Text));
        Assert.Equal("Bistro 2", (await SearchAsync(acme, "bistro 2", used: used))[0].Text);
    }

    static async Task SellsAsync(TestOrganization acme, string name)
    {
        var created = await acme.Owner.Get<CreateProduct>().ExecuteAsync(
            new(name, [new($"SKU-{Guid.NewGuid():N}"[..20], new Money(450, "EUR"))]));
        Assert.True(created.Succeeded);
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
        TestOrganization acme, string typed, IReadOnlyList<string>? permissions = null, IReadOnlyList<UsedChoice>? used = null)
    {
        await using var scope = Scope(acme);
        var frame = new OrganizationContext(
            acme.Slug, "Acme", "Ana Ferreira", "ana@acme.example", [], permissions ?? AllPermissions);
        return await scope.ServiceProvider.GetRequiredService<ShellSearch>().FindAsync(
            frame, Entries, typed, used ?? [], default);
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
