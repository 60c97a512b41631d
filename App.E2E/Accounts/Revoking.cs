using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Accounts;

/// <summary>
/// A revocation takes effect where the credential is in use: on open pages within two seconds, in the API within one.
/// </summary>
[Collection(ExclusiveTests.Name)]
public sealed class Revoking(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task Ending_a_session_closes_its_open_page_within_two_seconds_for_good()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var orders = $"{DemoMember.Home(app)}/orders";

        var openPage = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app, "admin");
        await openPage.OpenAsync(orders);
        await Assertions.Expect(openPage.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
        var otherPage = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app, "admin");
        await otherPage.GotoAsync("/account/sessions");
        await otherPage.GetByRole(AriaRole.Button, new() { Name = "End session" }).ClickAsync();
        var sinceThen = Stopwatch.StartNew();
        await openPage.WaitForURLAsync(new Regex("/login"));

        Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await openPage.GoBackAsync();
        await openPage.WaitForURLAsync(new Regex("/login"));
        await Assertions.Expect(openPage.GetByRole(AriaRole.Link, new() { Name = "SO-" })).ToHaveCountAsync(0);
        await openPage.GotoAsync(orders); // the browser still has the cookie
        await openPage.WaitForURLAsync(new Regex("/login"));
        await otherPage.OpenAsync(orders); // the other session still works
        await Assertions.Expect(otherPage.GetByRole(AriaRole.Link, new() { Name = "SO-" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_revoked_key_in_constant_use_is_rejected_within_a_second()
    {
        var app = shared.App;
        var keys = app.Demo.GetProperty("organizations")[1].GetProperty("api_keys");
        using var admin = app.Http(keys.GetProperty("admin").GetString());
        using var reader = app.Http(keys.GetProperty("read_only").GetString());
        for (var i = 0; i < 20; i++) // so every cache has an entry for the key
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/products?limit=1")).StatusCode);

        var readOnly = keys.GetProperty("read_only").GetString()!;
        var listed = await admin.GetFromJsonAsync<JsonElement>("/api/v1/api_keys");
        var id = listed.GetProperty("data").EnumerateArray()
            .Single(key =>
                readOnly.StartsWith($"{key.GetProperty("prefix")}{key.GetProperty("first_eight")}", StringComparison.Ordinal))
            .GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/v1/api_keys/{id}")).StatusCode);
        var sinceThen = Stopwatch.StartNew();
        while ((await reader.GetAsync("/api/v1/products?limit=1")).StatusCode != HttpStatusCode.Unauthorized)
            Assert.InRange(sinceThen.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
