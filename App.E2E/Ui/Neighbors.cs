using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>The page of a record leads through the list from which it was opened, and shows events and JSON.</summary>
[Collection(SharedApp.Name)]
public sealed class Neighbors(SharedApp shared)
{
    [Fact]
    public async Task Customers_are_read_one_after_the_other_with_the_keyboard()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await NewOwner.SignUpAsync(page, shared.App);
        foreach (var name in new[] { "Amsel", "Bussard", "Dohle" })
        {
            await page.OpenAsync($"{nadia.Home}/customers/new");
            await page.GetByLabel("Company", new() { Exact = true }).FillAsync(name);
            await page.GetByRole(AriaRole.Button, new() { Name = "Create customer", Exact = true }).ClickAsync();
            await Expect(Heading(page, name)).ToBeVisibleAsync();
        }
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true })).ToBeHiddenAsync();

        await page.OpenAsync($"{nadia.Home}/customers");
        await page.GetByRole(AriaRole.Link, new() { Name = "Amsel", Exact = true }).ClickAsync();
        await Expect(Heading(page, "Amsel")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Previous", Exact = true })).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(Heading(page, "Bussard")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(Heading(page, "Dohle")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next", Exact = true })).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("p");
        await Expect(Heading(page, "Bussard")).ToBeVisibleAsync();

        await page.Locator(".tabs").GetByRole(AriaRole.Link, new() { Name = "Events", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "customer.created", Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "customer-events"));
        await page.GetByRole(AriaRole.Link, new() { Name = "JSON", Exact = true }).ClickAsync();
        await Expect(page.Locator("pre")).ToContainTextAsync("\"name\": \"Bussard\"");
        Assert.Equal([], await PageCheck.FaultsAsync(page, "customer-json"));
        browsing.AssertNoErrors();
    }

    static ILocator Heading(IPage page, string name) =>
        page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1, Exact = true });
}
