using App.Notifications.Parts;
using App.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace App.Tests.Shell;

public sealed class StaffShellTests : UiScenario
{
    static readonly NavEntry[] Entries =
    [
        new(NavGroup.Organization, "Members", "members", "users", 2, Permission: "members.view"),
        new(NavGroup.Sell, "Orders", "orders", "shopping-cart", 1, Shortcut: "g o"),
        new(NavGroup.Home, "Home", "", "home", 0),
        new(NavGroup.Organization, "Audit log", "audit", "history", 1, Permission: "audit.view"),
    ];

    public StaffShellTests()
    {
        Services.AddRecordSearch([]);
        Services.AddTransient<ShellSearch>();
        ComponentFactories.AddStub<UnreadBadge>(); // it has tests of its own
    }

    IRenderedComponent<StaffShell> Enter(params string[] permissions)
    {
        SetRendererInfo(new RendererInfo("Server", true));
        return Render<StaffShell>(with => with.Add(it => it.Entries, Entries)
            .Add(it => it.Frame,
                new OrganizationContext("acme", "Acme", "Ana Ferreira", "ana@acme.example", [new("acme", "Acme")], permissions)));
    }

    [Fact]
    public void Keyboard_shortcuts_of_navigation_entries_are_unique()
    {
        var keys = Features.All.SelectMany(feature => feature.Navigation).Select(entry => entry.Shortcut)
            .OfType<string>().ToList();

        Assert.NotEmpty(keys);
        Assert.Equal(keys.Distinct(), keys);
    }

    [Fact]
    public void The_navigation_shows_permitted_entries_in_group_order()
    {
        var shell = Enter("audit.view");

        Assert.Equal(["/acme", "/acme/orders", "/acme/audit"], shell.FindAll("nav[aria-label=Main] a")
            .Select(line => line.GetAttribute("href")));
        Assert.Equal(["Sell", "Organization"], shell.FindAll(".nav-head").Select(head => head.TextContent));
        Assert.Equal("g o", shell.Find("[data-shortcut]").GetAttribute("data-shortcut"));
    }

    [Fact]
    public void The_navigation_entry_of_the_current_page_is_marked()
    {
        Navigation.NavigateTo("/acme/orders/SO-1");

        Assert.Equal("/acme/orders", Assert.Single(Enter().FindAll("nav[aria-label=Main] a.active")).GetAttribute("href"));
    }

    [Fact]
    public void Sign_out_and_theme_are_plain_forms() =>
        Assert.Equal(["/theme", "/logout"], Enter().FindAll(".user form").Select(form => form.GetAttribute("action")));

    [Theory]
    [InlineData("ord", "Orders")]
    [InlineData("log", "Audit log")]
    [InlineData("mbr", "Members")]
    [InlineData("o", "Orders", "Home", "Audit log")]
    [InlineData("zzz")]
    public async Task The_search_matches_abbreviations_of_pages(string words, params string[] titles)
    {
        var frame = new OrganizationContext("acme", "Acme", "Ana Ferreira", "ana@acme.example", [], []);
        var found = await Services.GetRequiredService<ShellSearch>().FindAsync(frame, Entries, words, [], default);

        Assert.Equal(titles, found.Select(choice => choice.Text));
    }
}
