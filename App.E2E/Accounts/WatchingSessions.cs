using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Accounts;

/// <summary>
/// Unrecognized sign-ins, for staff and shoppers: the email about them, the link in it that ends all sessions, and the pages that
/// list sessions.
/// </summary>
[Collection(SharedApp.Accounts)]
public sealed partial class WatchingSessions(SharedApp shared)
{
    const string NewPassword = "seven loud herons at noon";

    [Fact]
    public async Task The_new_sign_in_email_ends_the_sessions_of_an_intruder_and_leads_to_a_new_password()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[1];
        var owner = organization.GetProperty("staff").EnumerateArray().First(person => Text(person, "role") == "owner");
        var orders = $"/{Text(organization, "slug")}/orders";

        var intruder = await browsing.VisitorAsync(app.Url, script: false);
        await SignInAsync(intruder, "/login", Text(owner, "email"), Text(owner, "password"));
        await intruder.GotoAsync(orders);
        var reader = await browsing.VisitorAsync(app.Url); // the browser in which the email is read is not signed in
        await reader.GotoAsync(await Mailbox.FindAsync(app, Text(owner, "email"), "New sign-in to Stockade", NotMe()));
        await CheckPageAsync(reader, "unrecognized-sign-in");
        await reader.GetByRole(AriaRole.Button, new() { Name = "It wasn't me" }).ClickAsync();
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "You are signed out everywhere" })).ToBeVisibleAsync();
        await CheckPageAsync(reader, "unrecognized-sign-in-done");

        await intruder.ReloadAsync();
        await intruder.WaitForURLAsync(new Regex("/login"));
        await intruder.GoBackAsync();
        await intruder.WaitForURLAsync(new Regex("/login"));
        await SignInAsync(intruder, "/login", Text(owner, "email"), Text(owner, "password"));
        await Expect(intruder.GetByText("Sign-in failed")).ToBeVisibleAsync();

        await reader.GetByRole(AriaRole.Link, new() { Name = "Choose a new password" }).ClickAsync();
        var code = await Mailbox.FindAsync(app, Text(owner, "email"), "Choose a new Stockade password", Code());
        await reader.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await reader.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await reader.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(reader.GetByLabel("Code", new() { Exact = true })).ToHaveCountAsync(0);
        await SignInAsync(reader, "/login", Text(owner, "email"), NewPassword);
        await reader.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
        await SignInAsync(await browsing.VisitorAsync(app.Url, 390), "/login", Text(owner, "email"), NewPassword);
        await reader.GotoAsync("/account/sessions");
        await Expect(reader.Locator(".session-list li")).ToHaveCountAsync(2);
        await CheckPageAsync(reader, "staff-sessions");
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task A_shopper_ends_all_other_sessions_and_their_pages_ask_to_sign_in_again()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var home = $"/s/{Text(organization, "slug")}";
        var shopper = organization.GetProperty("customers")[1];
        async Task<IPage> SignInShopperAsync(bool script)
        {
            var page = await browsing.VisitorAsync(app.Url, script: script);
            return await SignInAsync(page, $"{home}/login", Text(shopper, "email"), Text(shopper, "password"));
        }

        var openPage = await SignInShopperAsync(script: false);
        await openPage.GotoAsync($"{home}/orders");
        await Expect(openPage.GetByRole(AriaRole.Heading, new() { Name = "Your orders" })).ToBeVisibleAsync();
        var otherPage = await SignInShopperAsync(script: true);
        await otherPage.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        await otherPage.GetByRole(AriaRole.Link, new() { Name = "Where you are signed in" }).ClickAsync();
        await CheckPageAsync(otherPage, "shopper-sessions");
        await otherPage.GotoAsync(await Mailbox.FindAsync(app, Text(shopper, "email"), "New sign-in to", NotMe()));
        await CheckPageAsync(otherPage, "shopper-unrecognized-sign-in"); // without reporting the sign-in
        await otherPage.GotoAsync($"{home}/account/sessions");
        await otherPage.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await Expect(otherPage.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" })).ToHaveCountAsync(0);

        await openPage.GotoAsync($"{home}/account/sessions");
        await openPage.WaitForURLAsync(new Regex("/login"));
        await openPage.GoBackAsync();
        await openPage.ReloadAsync();
        await openPage.WaitForURLAsync(new Regex("/login"));
        await otherPage.GotoAsync($"{home}/orders");
        await Expect(otherPage.GetByRole(AriaRole.Heading, new() { Name = "Your orders" })).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    static async Task<IPage> SignInAsync(IPage page, string address, string email, string password)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        return page;
    }

    static async Task CheckPageAsync(IPage page, string name)
    {
        var faults = await PageCheck.FaultsAsync(page, name);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    [GeneratedRegex(@"/[\w/-]*account/unrecognized-sign-in/[\w-]{43}")]
    private static partial Regex NotMe();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
