using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>
/// What a user has entered is not lost: before the page is live, when the server restarts, when the page is left.
/// </summary>
public sealed class UnsavedForms(SeededDatabase seeded)
{
    [Fact]
    public async Task Input_survives_a_slow_start_and_a_killed_server_and_is_left_only_after_a_question()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app);
        var home = DemoMember.Home(app);

        var script = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/blazor.web*.js", async route =>
        {
            await script.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync($"{home}/customers/new", new() { WaitUntil = WaitUntilState.Commit });
        await Company(page).FillAsync("Early Bird Bakery");
        script.SetResult();
        await page.LiveAsync();
        await Expect(Company(page)).ToHaveValueAsync("Early Bird Bakery");
        await Expect(Company(page)).ToBeFocusedAsync();

        await page.GetByLabel("Phone").FillAsync("+49 30 5550 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add contact" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ida Early");
        await page.GetByLabel("Name", new() { Exact = true }).BlurAsync();
        await KeptAsync(page, "Ida Early");
        await app.KillAsync();
        await Expect(page.GetByText("Reconnecting…")).ToBeVisibleAsync();
        await app.StartAgainAsync();
        await Expect(page.GetByText("Unsaved input restored")).ToBeVisibleAsync();
        await Expect(Company(page)).ToHaveValueAsync("Early Bird Bakery");
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Ida Early");

        var orders = page.Locator("#side").GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true });
        await orders.ClickAsync();
        var question = page.GetByRole(AriaRole.Dialog, new() { Name = "Leave without saving?" });
        await question.GetByRole(AriaRole.Button, new() { Name = "Keep editing" }).ClickAsync();
        await Expect(question).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create customer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Early Bird Bakery", Level = 1 })).ToBeVisibleAsync();
        Assert.Equal("0", await page.EvaluateAsync<string>("() => `${sessionStorage.length}`"));

        // A screen reader learns which page a click has opened: the heading has the focus and the title is announced.
        await orders.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Orders", Level = 1 })).ToBeFocusedAsync();
        await Expect(page.Locator("#announcer")).ToHaveTextAsync(await page.TitleAsync());

        // A restored order shows the available quantity of its lines again.
        await page.OpenAsync($"{home}/orders/new");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Add a line" }).FillAsync("a");
        await page.Locator(".picker-list [role=option]").First.ClickAsync();
        await Expect(page.Locator(".line").GetByText("available")).ToBeVisibleAsync();
        await KeptAsync(page, "sku");
        await page.ReloadAsync();
        await Expect(page.GetByText("Unsaved input restored")).ToBeVisibleAsync();
        await Expect(page.Locator(".line").GetByText("available")).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    static ILocator Company(IPage page) => page.GetByLabel("Company", new() { Exact = true });

    /// <summary>Waits until the tab has kept the text.</summary>
    static async Task KeptAsync(IPage page, string text) => await page.WaitForFunctionAsync(
        "text => Object.values(sessionStorage).some((kept) => kept.includes(text))", text);
}
