using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>An open list and an open page show what is changed elsewhere.</summary>
[Collection(SharedApp.Name)]
public sealed class LiveUpdates(SharedApp shared)
{
    [Fact]
    public async Task A_list_says_what_was_added_elsewhere_and_a_page_shows_the_new_values()
    {
        await using var browsing = await Browsing.OpenAsync();
        var first = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await NewOwner.SignUpAsync(first, shared.App);
        var second = await browsing.VisitorAsync(shared.App.Url);
        await second.GotoAsync("/login");
        await second.GetByLabel("Email", new() { Exact = true }).FillAsync(nadia.Email);
        await second.GetByLabel("Password", new() { Exact = true }).FillAsync(NewOwner.Password);
        await second.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await second.WaitForURLAsync(url => new Uri(url).AbsolutePath.TrimEnd('/') == nadia.Home);
        await CreateCustomerAsync(second, nadia, "Amsel");

        await first.OpenAsync($"{nadia.Home}/customers");
        await Expect(first.GetByText("1 of 1", new() { Exact = true })).ToBeVisibleAsync();
        await CreateCustomerAsync(second, nadia, "Bussard");
        var added = first.GetByRole(AriaRole.Button, new() { Name = "Show 1 new", Exact = true });
        await Expect(added).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(first, "list-added"));
        await added.ClickAsync();
        await Expect(first.GetByText("2 of 2", new() { Exact = true })).ToBeVisibleAsync();

        await first.GetByRole(AriaRole.Link, new() { Name = "Bussard", Exact = true }).ClickAsync();
        await Expect(first.GetByRole(AriaRole.Heading, new() { Name = "Bussard", Level = 1 })).ToBeVisibleAsync();
        await second.GetByRole(AriaRole.Link, new() { Name = "Edit customer", Exact = true }).ClickAsync();
        await second.GetByLabel("Company", new() { Exact = true }).FillAsync("Bussard & Söhne");
        await second.GetByRole(AriaRole.Button, new() { Name = "Save customer", Exact = true }).ClickAsync();
        await Expect(first.GetByRole(AriaRole.Heading, new() { Name = "Bussard & Söhne", Level = 1 })).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    static async Task CreateCustomerAsync(IPage page, NewOwner nadia, string name)
    {
        await page.OpenAsync($"{nadia.Home}/customers/new");
        await page.GetByLabel("Company", new() { Exact = true }).FillAsync(name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create customer", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
    }
}
