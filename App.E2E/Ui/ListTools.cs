using System.IO;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>A list is arranged as its reader wants it: columns, saved views, previews and exports.</summary>
[Collection(SharedApp.Name)]
public sealed class ListTools(SharedApp shared)
{
    static async Task<NewOwner> WithCustomersAsync(IPage page, SharedApp shared)
    {
        var nadia = await NewOwner.SignUpAsync(page, shared.App);
        foreach (var name in new[] { "Amsel", "Bussard" })
        {
            await page.OpenAsync($"{nadia.Home}/customers/new");
            await page.GetByLabel("Company", new() { Exact = true }).FillAsync(name);
            await page.GetByRole(AriaRole.Button, new() { Name = "Create customer", Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
        }
        await page.OpenAsync($"{nadia.Home}/customers");
        await Expect(page.GetByText("2 of 2", new() { Exact = true })).ToBeVisibleAsync();
        return nadia;
    }

    static ILocator MenuNamed(IPage page, string name) => page.Locator(".list-tools summary").Filter(new() { HasText = name });

    [Fact]
    public async Task A_view_keeps_the_search_and_the_columns_and_opens_the_list()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await WithCustomersAsync(page, shared);
        await page.GetByLabel("Search customers", new() { Exact = true }).FillAsync("ams");
        await Expect(page.GetByText("1 of 1", new() { Exact = true })).ToBeVisibleAsync();
        await page.Locator(".list-tools summary[aria-label='Columns and row height']").ClickAsync();
        await page.GetByLabel("City", new() { Exact = true }).UncheckAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "City", Exact = true })).ToHaveCountAsync(0);
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-columns"));
        await page.Keyboard.PressAsync("Escape");

        await MenuNamed(page, "Views").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save as a new view…", Exact = true }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Blackbirds");
        await page.GetByLabel("Open the list with this view", new() { Exact = true }).CheckAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-save-view"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save view", Exact = true }).ClickAsync();
        await Expect(page.GetByText("View “Blackbirds” saved", new() { Exact = true })).ToBeVisibleAsync();

        await page.OpenAsync($"{nadia.Home}/customers");
        await Expect(MenuNamed(page, "Blackbirds")).ToBeVisibleAsync();
        await Expect(page.GetByText("1 of 1", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "City", Exact = true })).ToHaveCountAsync(0);
        await MenuNamed(page, "Blackbirds").ClickAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-views"));
        await page.GetByRole(AriaRole.Link, new() { Name = "All, without a view", Exact = true }).ClickAsync();
        await Expect(page.GetByText("2 of 2", new() { Exact = true })).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task An_export_is_downloaded_when_it_is_ready()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await WithCustomersAsync(page, shared);

        await MenuNamed(page, "Export").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "CSV", Exact = true }).ClickAsync();
        await Expect(MenuNamed(page, "Export ready")).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-export"));
        await MenuNamed(page, "Export ready").ClickAsync(); // the check has closed it
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.Locator(".export-state a[download]").ClickAsync());
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());

        var again = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Download", Exact = true }).ClickAsync());

        Assert.Equal(download.SuggestedFilename, again.SuggestedFilename);
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Equal(["\"Amsel\"", "\"Bussard\""], lines.Skip(1).Select(line => line.Split(',')[1]));
        await page.OpenAsync($"{nadia.Home}/exports");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = download.SuggestedFilename, Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "exports"));
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task Space_previews_the_focused_row_and_Escape_returns_to_it()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        await WithCustomersAsync(page, shared);

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync(" ");
        var preview = page.GetByRole(AriaRole.Dialog, new() { Name = "Amsel", Exact = true });
        await Expect(preview).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-preview"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(preview).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Amsel", Level = 1 })).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task Rows_are_compact_where_the_reader_has_chosen_that()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        await WithCustomersAsync(page, shared);
        var row = page.Locator("tbody tr").First;
        var regular = (await row.BoundingBoxAsync())!.Height;

        await page.Locator(".list-tools summary[aria-label='Columns and row height']").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compact", Exact = true }).ClickAsync();
        await page.ReloadAsync();

        await Expect(page.GetByText("2 of 2", new() { Exact = true })).ToBeVisibleAsync();
        Assert.True((await row.BoundingBoxAsync())!.Height < regular);
        browsing.AssertNoErrors();
    }
}
