using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Docs;

/// <summary>A developer reads the documentation and tries the API in it.</summary>
[Collection(SharedApp.Public)]
public sealed class ReadingTheDocs(SharedApp shared)
{
    RunningApp App => shared.App;

    JsonElement Organization => App.Demo.GetProperty("organizations")[0];

    [Fact]
    public async Task Without_script_every_page_can_be_reached_and_samples_change_their_language()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(App.Url, script: false);
        await page.GotoAsync("/docs");
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Documentation" })
            .GetByRole(AriaRole.Link, new() { Name = "Webhooks", Exact = true }).ClickAsync();

        var shown = page.Locator(".code.tabbed pre:visible");
        await Expect(shown).ToHaveCountAsync(1); // until its stylesheet has come, the page shows the samples of all languages
        await Expect(shown).ToContainTextAsync("public static class WebhookVerifier");
        await page.GetByText("Python", new() { Exact = true }).ClickAsync();

        await Expect(shown).ToContainTextAsync("def is_from_stockade");
        await Expect(page.GetByLabel("Search the documentation")).ToBeHiddenAsync(); // what needs script is not shown
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copy" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task On_a_phone_the_contents_open_without_script()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(App.Url, width: 390, script: false);
        await page.GotoAsync("/docs/errors");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Rate limits", Exact = true });
        await Expect(link).ToBeHiddenAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Contents" }).ClickAsync();
        await link.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Rate limits", Level = 1 })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_search_finds_pages_operations_and_errors_by_keyboard()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(App.Url);
        await page.GotoAsync("/docs");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("place order");
        await Expect(page.Locator(".doc-found a").First).ToContainTextAsync("Place order");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/docs/api/orders#order-place$"));
        await page.WaitForLoadStateAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("out_of");
        await Expect(page.Locator(".doc-found a").First).ToContainTextAsync("out_of_stock");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Out of stock" })).ToBeVisibleAsync();

        await page.GetByLabel("Search the documentation").FillAsync("teapots");
        await Expect(page.GetByText("Nothing found.")).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task A_GET_request_can_be_tried_with_a_key_that_stays_in_the_tab()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(App.Url);
        await page.GotoAsync("/docs/api/orders");
        var list = page.Locator("#order-list");
        await list.GetByText("Try it", new() { Exact = true }).ClickAsync();

        await list.GetByRole(AriaRole.Button, new() { Name = "Send request" }).ClickAsync();
        await Expect(list.Locator(".try-answer")).ToContainTextAsync("unauthenticated");

        var key = Organization.GetProperty("api_keys").GetProperty("read_only").GetString()!;
        await list.GetByLabel("API key or access token").FillAsync(key);
        await list.GetByLabel("limit", new() { Exact = true }).FillAsync("1");
        await list.GetByRole(AriaRole.Button, new() { Name = "Send request" }).ClickAsync();
        await Expect(list.Locator(".try-answer")).ToContainTextAsync("\"has_more\": true");
        await Expect(list.Locator(".try-answer")).ToContainTextAsync("GET /api/v1/orders?limit=1");

        Assert.DoesNotContain("stk_", await page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"));
        await page.GotoAsync("/docs/api/customers");
        await page.Locator("#customer-list").GetByText("Try it", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator("#customer-list [data-try-key]")).ToHaveValueAsync(key);
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task A_sample_is_copied_in_the_chosen_language_which_all_samples_then_have()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(App.Url);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync("/docs/api/orders");

        await page.Locator("#order-get .code-tabs").GetByText("Python", new() { Exact = true }).ClickAsync();
        await page.Locator("#order-place .code.tabbed").GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();

        await Expect(page.Locator("#order-place .copied")).ToBeVisibleAsync();
        Assert.Contains("requests.post(", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task The_landing_page_leads_a_stranger_to_sign_up_and_to_the_demo()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(App.Url);
        await page.GotoAsync("/");

        var slug = Organization.GetProperty("slug").GetString();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Storefront of the demo" }).First)
            .ToHaveAttributeAsync("href", $"/s/{slug}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/signup$"));
        browsing.AssertNoErrors();
    }
}
