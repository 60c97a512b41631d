using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>The search of the staff area opens records, pages and actions from the keyboard.</summary>
[Collection(SharedApp.Name)]
public sealed class Searching(SharedApp shared)
{
    [Fact]
    public async Task A_search_that_is_typed_while_the_page_loads_keeps_its_text_and_the_focus()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        var script = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/blazor.web*.js", async route =>
        {
            await script.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(
            $"{DemoMember.Home(shared.App)}/warehouses/new", new() { WaitUntil = WaitUntilState.Commit });
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Search", Exact = true });
        await box.FillAsync("create ord");
        script.SetResult();
        await page.LiveAsync();

        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Create order" })).ToBeVisibleAsync();
        await Expect(box).ToHaveValueAsync("create ord");
        await Expect(box).ToBeFocusedAsync();
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task An_order_and_an_action_are_opened_with_the_keyboard_alone()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        await page.OpenAsync($"{DemoMember.Home(shared.App)}/orders");
        var number = (await page.Locator("[data-index] .row-link").First.TextContentAsync())!.Trim();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("cafe");
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        var faults = await PageCheck.FaultsAsync(page, "search-results");
        Assert.True(faults.Count == 0, string.Join('\n', faults));

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(number);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = number, Level = 1 })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("add webhook");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/webhooks/new");
        await Expect(page.GetByLabel("URL", new() { Exact = true })).ToBeVisibleAsync();

        await page.OpenAsync($"{DemoMember.Home(shared.App)}/customers");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("drak mode"); // a typo does not matter
        await Expect(page.GetByRole(AriaRole.Option).First).ToHaveAccessibleNameAsync(new Regex("Dark mode"));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("html[data-theme=dark]")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Customers", Level = 1 })).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }
}
