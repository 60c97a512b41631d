using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>The home page shows figures of a chosen period, the values of its chart, and buttons that lead to the work.</summary>
[Collection(SharedApp.Name)]
public sealed partial class HomePages(SharedApp shared)
{
    [Fact]
    public async Task An_owner_changes_the_period_reads_the_chart_and_starts_with_the_oldest_order()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        var home = DemoMember.Home(shared.App);
        await page.OpenAsync(home);
        var parts = page.Locator(".chart-part");
        await Expect(parts).ToHaveCountAsync(30);

        await page.GetByRole(AriaRole.Link, new() { Name = "7 days", Exact = true }).ClickAsync();
        await Expect(parts).ToHaveCountAsync(7);
        await page.WaitForURLAsync("**?days=7");
        await page.ReloadAsync(); // the URL is all that a link needs
        await page.LiveAsync();
        await Expect(parts).ToHaveCountAsync(7);
        await Expect(page.Locator(".stat")).ToHaveCountAsync(4);

        await parts.Nth(2).HoverAsync();
        await Expect(parts.Nth(2).Locator(".chart-tip")).ToBeVisibleAsync();
        await parts.Last.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(parts.Nth(5)).ToBeFocusedAsync();
        await Expect(parts.Nth(5).Locator(".chart-tip")).ToBeVisibleAsync();
        await page.GetByText("View as table").First.ClickAsync();
        await Expect(page.Locator("table").First.Locator("tbody tr")).ToHaveCountAsync(7);

        await page.GetByRole(AriaRole.Link, new() { NameRegex = FulfillName() }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await page.OpenAsync(home);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = AdjustName() }).First.ClickAsync();
        await Expect(page.GetByLabel("SKU", new() { Exact = true })).Not.ToHaveValueAsync(""); // that of the low variant
        browsing.AssertNoErrors();
    }

    [GeneratedRegex("^Fulfill: ")]
    private static partial Regex FulfillName();

    [GeneratedRegex("^Adjust stock: ")]
    private static partial Regex AdjustName();
}
