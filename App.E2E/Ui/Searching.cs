using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>The search of the staff area opens records, pages and actions from the keyboard.</summary>
[Collection(SharedApp.Name)]
public sealed class Searching(SharedApp shared)
{
    [Fact]
    public async Task An_order_and_an_action_are_opened_with_the_keyboard_alone()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoOwner.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        await page.OpenAsync($"{DemoOwner.Home(shared.App)}/orders");
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
        Assert.Empty(browsing.Errors);
    }
}
