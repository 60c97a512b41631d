using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Organizations;

/// <summary>The first day of a new owner, from the sign-up form to a signed webhook and its audit entries.</summary>
[Collection(SharedApp.Public)]
public sealed class FirstDay(SharedApp shared)
{
    [Fact]
    public async Task A_new_owner_signs_up_sells_a_product_over_the_API_and_sees_its_webhook_and_audit_entry()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);

        var home = (await NewOwner.SignUpAsync(page, app)).Home;
        await page.LiveAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Get started" })).ToBeVisibleAsync();

        await CreateProductAsync(page, home);
        await ReceiveStockAsync(page, home);
        await CreateCustomerAsync(page, home);
        var key = await CreateKeyAsync(page, home);
        var secret = await SubscribeAsync(page, home, app);

        using var http = app.Http(key);
        var customers = await http.GetFromJsonAsync<JsonElement>("/api/v1/customers");
        var customer = customers.GetProperty("data")[0].GetProperty("id").GetString();
        var line = new { sku = "TEA-1", quantity = 3 };
        using var placed = await http.PostAsJsonAsync("/api/v1/orders", new { customer_id = customer, lines = new[] { line } });
        Assert.True(placed.IsSuccessStatusCode, await placed.Content.ReadAsStringAsync());
        Assert.StartsWith("whsec_", secret);

        await page.OpenAsync($"{home}/orders");
        await page.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First.ClickAsync();
        await Expect(page.GetByText("TEA-1").First).ToBeVisibleAsync();
        await Expect(page.GetByText("13.50").First).ToBeVisibleAsync();

        await page.OpenAsync($"{home}/events");
        await page.GetByRole(AriaRole.Link, new() { Name = "order.placed" }).First.ClickAsync();
        await Expect(page.GetByText("Delivered").First).ToBeVisibleAsync();

        var received = await new HttpClient { BaseAddress = new(app.Url) }.GetFromJsonAsync<JsonElement>("/dev/receiver.json");
        Assert.Contains(
            received.GetProperty("deliveries").EnumerateArray(),
            delivery => delivery.GetProperty("type").GetString() == "order.placed"
                && delivery.GetProperty("verified").GetBoolean());

        await page.OpenAsync($"{home}/audit?action=order.place");
        await page.GetByRole(AriaRole.Link, new() { Name = "order.place" }).First.ClickAsync();
        await Expect(page.GetByText("Warehouse robot").First).ToBeVisibleAsync();

        browsing.AssertNoErrors();
    }

    static async Task CreateProductAsync(IPage page, string home)
    {
        await page.OpenAsync($"{home}/products/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Green tea");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create product" }).ClickAsync();
        await Expect(page.GetByText("The SKU is missing.")).ToBeVisibleAsync(); // shown beside the field
        await page.GetByLabel("SKU", new() { Exact = true }).FillAsync("TEA-1");
        await page.GetByLabel("Price", new() { Exact = true }).FillAsync("4.50");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create product" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Green tea" })).ToBeVisibleAsync();
    }

    static async Task ReceiveStockAsync(IPage page, string home)
    {
        await page.OpenAsync($"{home}/inventory/adjust");
        // The SKU field has the focus, so typing can start immediately.
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "SKU" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("TEA");
        await page.GetByRole(AriaRole.Option, new() { Name = "TEA-1" }).ClickAsync();
        await page.GetByLabel("Quantity", new() { Exact = true }).FillAsync("40");
        await page.GetByLabel("Reason", new() { Exact = true }).FillAsync("First delivery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Adjust stock" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/inventory(?!/adjust)"));
        await Expect(page.GetByText("40").First).ToBeVisibleAsync();
    }

    static async Task CreateCustomerAsync(IPage page, string home)
    {
        await page.OpenAsync($"{home}/customers/new");
        await page.GetByLabel("Company", new() { Exact = true }).FillAsync("Corner Shop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create customer" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Corner Shop" })).ToBeVisibleAsync();
    }

    static async Task<string> CreateKeyAsync(IPage page, string home)
    {
        await page.GotoAsync($"{home}/api_keys/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Warehouse robot");
        foreach (var scope in new[] { "orders:read", "orders:write", "customers:read", "products:read" })
            await page.GetByLabel(scope, new() { Exact = false }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        return await ShownAsync(page, "stk_live_");
    }

    static async Task<string> SubscribeAsync(IPage page, string home, RunningApp app)
    {
        await page.GotoAsync($"{home}/webhooks/new");
        await page.GetByLabel("URL", new() { Exact = true }).FillAsync($"{app.Url}/dev/receiver/petrova");
        await page.GetByLabel("Every event").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add endpoint" }).ClickAsync();
        return await ShownAsync(page, "whsec_");
    }

    static async Task<string> ShownAsync(IPage page, string prefix)
    {
        var secret = await page.Locator(".secret").TextContentAsync() ?? "";
        return Regex.Match(secret, prefix + @"[\w+/=]+").Value;
    }

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
