using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace App.E2E.Organizations;

/// <summary>
/// A new owner reaches a fulfilled order and a verified webhook through visible controls only. The test counts the clicks and the
/// forms, so that no change makes the way longer.
/// </summary>
[Collection(SharedApp.Public)]
public sealed class FirstFiveMinutes(SharedApp shared, ITestOutputHelper output)
{
    [Fact]
    public async Task From_nothing_to_a_fulfilled_order_takes_8_clicks_and_2_forms_and_3_more_clicks_verify_a_webhook()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        var home = (await NewOwner.SignUpAsync(page, app)).Home;
        await page.LiveAsync();
        var way = new Way(page);

        await way.ClickAsync(AriaRole.Link, "Add product");
        await way.FillAsync("Create product", ("Name", "Green tea"), ("SKU", "TEA-1"), ("Price", "4.50"), ("Opening stock optional", "40"));
        await way.ClickAsync(AriaRole.Button, "Create product");
        await way.ClickAsync(AriaRole.Link, "Create order"); // in the confirmation of the product
        await Expect(page.GetByText("TEA-1").First).ToBeVisibleAsync();
        await page.LiveAsync();
        await way.FillAsync("Create order", ("Customer", "Corner Shop"));
        await way.ClickAsync(AriaRole.Option, "Create “Corner Shop”");
        await way.ClickAsync(AriaRole.Button, "Create customer");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Customer", Exact = true })).ToHaveValueAsync("Corner Shop");
        await way.ClickAsync(AriaRole.Button, "Place order");
        await way.ClickAsync(AriaRole.Link, "Fulfill"); // in the confirmation of the order
        await way.ClickAsync(AriaRole.Button, "Fulfill order", page.GetByRole(AriaRole.Dialog));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "SO-1001 Fulfilled" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0); // the drawer has closed
        way.Report(output, "A fulfilled order");
        Assert.True(way.Clicks <= 8, $"{way.Clicks} clicks");
        Assert.True(way.Forms <= 2, $"{way.Forms} forms");

        var before = way.Clicks;
        await way.ClickAsync(AriaRole.Link, "Home");
        await way.ClickAsync(AriaRole.Link, "Add webhook");
        await way.ClickAsync(AriaRole.Button, "Add endpoint");
        await Expect(page.GetByText("Test event delivered")).ToBeVisibleAsync();
        way.Report(output, "A verified delivery");
        Assert.True(way.Clicks - before <= 3, $"{way.Clicks - before} more clicks");

        using var http = new HttpClient { BaseAddress = new(app.Url) };
        var received = await http.GetFromJsonAsync<JsonElement>("/dev/receiver.json");
        Assert.Contains(received.GetProperty("deliveries").EnumerateArray(), delivery =>
            delivery.GetProperty("path").GetString() == $"/dev/receiver{home}" && delivery.GetProperty("verified").GetBoolean());
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task The_sign_up_form_starts_with_the_region_of_the_browser_and_can_show_the_password()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url, region: ("ja-JP", "Asia/Tokyo"));

        await page.GotoAsync("/signup");

        await Expect(page.GetByLabel("Currency", new() { Exact = true })).ToHaveValueAsync("JPY");
        await Expect(page.GetByText("Time zone of your organization: Asia/Tokyo")).ToBeVisibleAsync();
        await page.GetByLabel("Organization", new() { Exact = true }).FillAsync("Kissa Hoshi");
        await Expect(page.GetByText($"Pages: {shared.App.Url}/kissa-hoshi")).ToBeVisibleAsync();
        var password = page.GetByLabel("Password", new() { Exact = true });
        await password.FillAsync(NewOwner.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show password", Exact = true }).ClickAsync();
        await Expect(password).ToHaveAttributeAsync("type", "text");
        browsing.AssertNoErrors();
    }

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    /// <summary>Counts what a person does on the way. A form counts if something has to be entered in it.</summary>
    sealed class Way(IPage page)
    {
        readonly Stopwatch watch = Stopwatch.StartNew();
        readonly HashSet<string> forms = [];

        public int Clicks { get; private set; }

        public int Forms => forms.Count;

        public async Task ClickAsync(AriaRole role, string name, ILocator? within = null)
        {
            var options = new LocatorGetByRoleOptions { Name = name, Exact = true };
            var place = within ?? page.Locator("body");
            await place.GetByRole(role, options).ClickAsync();
            Clicks++;
        }

        /// <summary>Types into fields of the form with this heading.</summary>
        public async Task FillAsync(string form, params (string Label, string Text)[] fields)
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = form, Exact = true, Level = 1 })).ToBeVisibleAsync();
            forms.Add(form);
            foreach (var (label, text) in fields)
                await page.GetByLabel(label, new() { Exact = true }).FillAsync(text);
        }

        public void Report(ITestOutputHelper to, string what) =>
            to.WriteLine($"{what}: {Clicks} clicks, {Forms} forms, {watch.Elapsed.TotalSeconds:0.0} s since the home page");
    }
}
