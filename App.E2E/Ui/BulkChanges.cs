using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>Rows of a list are selected, changed together and brought back, from the keyboard.</summary>
[Collection(SharedApp.Name)]
public sealed class BulkChanges(SharedApp shared)
{
    [Fact]
    public async Task Customers_are_selected_archived_and_restored_with_the_keyboard_alone()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await NewOwner.SignUpAsync(page, shared.App);
        foreach (var name in new[] { "Amsel", "Bussard", "Dohle" })
        {
            await page.OpenAsync($"{nadia.Home}/customers/new");
            await page.GetByLabel("Company", new() { Exact = true }).FillAsync(name);
            await page.GetByRole(AriaRole.Button, new() { Name = "Create customer", Exact = true }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
        }
        await page.OpenAsync($"{nadia.Home}/customers");
        await Expect(page.GetByText("3 of 3", new() { Exact = true })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Shift+X");
        await Expect(page.GetByText("3 selected", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-selected"));

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByText("3 selected", new() { Exact = true })).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("x");
        await page.Keyboard.PressAsync("k");
        await page.Keyboard.PressAsync("x");
        await Expect(page.GetByText("2 selected", new() { Exact = true })).ToBeVisibleAsync();
        await BackToAsync(page, "Archive");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Archive 2 customers?" })).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-bulk-question"));
        await BackToAsync(page, "Archive 2 customers");
        await page.Keyboard.PressAsync("Enter");

        // jobs of other tests can be in the queue
        await Expect(page.GetByText("Archived 2 customers", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("1 of 1", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "list-bulk-done"));
        await BackToAsync(page, "Undo");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Undid the change of 2 customers", new() { Exact = true }))
            .ToBeVisibleAsync();
        await Expect(page.GetByText("3 of 3", new() { Exact = true })).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    /// <summary>Moves the focus back with Shift+Tab until it is on the button.</summary>
    static async Task BackToAsync(IPage page, string button)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Shift+Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.textContent.trim()") == button)
                return;
        }
        Assert.Fail($"The keyboard does not reach “{button}”.");
    }
}
