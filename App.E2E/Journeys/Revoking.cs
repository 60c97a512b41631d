using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Journeys;

/// <summary>What is revoked is felt where it is in use: an open page within two seconds, a program within one.</summary>
public sealed class Revoking(SeededDatabase seeded)
{
    [Fact]
    public async Task A_session_ended_elsewhere_empties_its_open_page_within_two_seconds_and_nothing_brings_it_back()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var orders = $"/{organization.GetProperty("slug").GetString()}/orders";

        var left = await SignInAsync(browsing, app, organization);
        await left.OpenAsync(orders);
        await Assertions.Expect(left.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        var desk = await SignInAsync(browsing, app, organization);
        await desk.GotoAsync("/account/sessions");
        await desk.GetByRole(AriaRole.Button, new() { Name = "End the session" }).ClickAsync();
        var sinceThen = Stopwatch.StartNew();
        await left.WaitForURLAsync(new Regex("/login"));

        Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await left.GoBackAsync();
        await left.WaitForURLAsync(new Regex("/login"));
        await Assertions.Expect(left.GetByRole(AriaRole.Link, new() { Name = "SO-" })).ToHaveCountAsync(0);
        await left.GotoAsync(orders); // the cookie is still in its jar
        await left.WaitForURLAsync(new Regex("/login"));
        await desk.OpenAsync(orders); // and only the one was ended
        await Assertions.Expect(desk.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_revoked_key_is_refused_within_a_second_though_it_never_pauses()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        var keys = app.Demo.GetProperty("organizations")[0].GetProperty("api_keys");
        using var admin = app.Http(keys.GetProperty("admin").GetString());
        using var reader = app.Http(keys.GetProperty("read_only").GetString());
        for (var i = 0; i < 20; i++) // well remembered by every cache
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/products?limit=1")).StatusCode);

        var id = (await admin.GetFromJsonAsync<JsonElement>("/api/v1/api_keys")).GetProperty("data").EnumerateArray()
            .Single(key => keys.GetProperty("read_only").GetString()!.StartsWith($"{key.GetProperty("prefix")}{key.GetProperty("first_eight")}", StringComparison.Ordinal)).GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/v1/api_keys/{id}")).StatusCode);
        var sinceThen = Stopwatch.StartNew();
        while ((await reader.GetAsync("/api/v1/products?limit=1")).StatusCode != HttpStatusCode.Unauthorized)
            Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    internal static async Task<IPage> SignInAsync(Browsing browsing, RunningApp app, JsonElement organization)
    {
        var owner = organization.GetProperty("staff").EnumerateArray().First(person => person.GetProperty("role").GetString() == "owner");
        var page = await browsing.VisitorAsync(app.Url);
        await page.GotoAsync("/login");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(owner.GetProperty("email").GetString()!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(owner.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/(select|harbor-foods|northgate-tools)"));
        return page;
    }
}
