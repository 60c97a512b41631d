using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Journeys;

/// <summary>Somebody else signs in: the mail tells, its link ends it, for staff and for customers; and the pages that say where one is signed in.</summary>
public sealed partial class WatchingSessions(SeededDatabase seeded)
{
    const string NewPassword = "seven loud herons at noon";

    [Fact]
    public async Task The_mail_about_a_new_sign_in_throws_the_thief_out_and_leads_to_a_new_password()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var owner = organization.GetProperty("staff").EnumerateArray().First(person => Text(person, "role") == "owner");
        var orders = $"/{Text(organization, "slug")}/orders";

        var thief = await SignInAsync(await browsing.VisitorAsync(app.Url, script: false), "/login", Text(owner, "email"), Text(owner, "password"));
        await thief.GotoAsync(orders);
        var reader = await browsing.VisitorAsync(app.Url); // where the mail is read, not signed in
        await reader.GotoAsync((await MailAsync(app, "New sign-in to Stockade", NotMe())).Value);
        await LookAsync(reader, "not-me");
        await reader.GetByRole(AriaRole.Button, new() { Name = "This was not me" }).ClickAsync();
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "You are signed out everywhere" })).ToBeVisibleAsync();
        await LookAsync(reader, "not-me-done");

        await thief.ReloadAsync();
        await thief.WaitForURLAsync(new Regex("/login"));
        await thief.GoBackAsync();
        await thief.WaitForURLAsync(new Regex("/login"));
        await SignInAsync(thief, "/login", Text(owner, "email"), Text(owner, "password"));
        await Expect(thief.GetByText("Sign-in failed")).ToBeVisibleAsync();

        await reader.GetByRole(AriaRole.Link, new() { Name = "Choose a new password" }).ClickAsync();
        await reader.GetByLabel("Code", new() { Exact = true }).FillAsync((await MailAsync(app, "Choose a new Stockade password", Code())).Value);
        await reader.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await reader.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(reader.GetByLabel("Code", new() { Exact = true })).ToHaveCountAsync(0);
        await SignInAsync(reader, "/login", Text(owner, "email"), NewPassword);
        await reader.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
        await SignInAsync(await browsing.VisitorAsync(app.Url, 390), "/login", Text(owner, "email"), NewPassword);
        await reader.GotoAsync("/account/sessions");
        await Expect(reader.Locator(".session-list li")).ToHaveCountAsync(2);
        await LookAsync(reader, "staff-sessions");
        Assert.Empty(browsing.Complaints);
    }

    [Fact]
    public async Task A_customer_ends_all_other_sessions_without_script_and_their_pages_open_nothing()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var (home, shopper) = ($"/s/{Text(organization, "slug")}", organization.GetProperty("customers")[0]);
        async Task<IPage> ComesInAsync(bool script) =>
            await SignInAsync(await browsing.VisitorAsync(app.Url, script: script), $"{home}/login", Text(shopper, "email"), Text(shopper, "password"));

        var left = await ComesInAsync(script: false);
        await left.GotoAsync($"{home}/orders");
        await Expect(left.GetByRole(AriaRole.Heading, new() { Name = "Your orders" })).ToBeVisibleAsync();
        var here = await ComesInAsync(script: true);
        await here.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        await here.GetByRole(AriaRole.Link, new() { Name = "Where you are signed in" }).ClickAsync();
        await LookAsync(here, "shopper-sessions");
        await here.GotoAsync((await MailAsync(app, $"New sign-in to {Text(organization, "name")}", NotMe())).Value);
        await LookAsync(here, "shopper-not-me"); // and leaves it at that
        await here.GotoAsync($"{home}/account/sessions");
        await here.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await Expect(here.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" })).ToHaveCountAsync(0);

        await left.GotoAsync($"{home}/account/sessions");
        await left.WaitForURLAsync(new Regex("/login"));
        await left.GoBackAsync();
        await left.ReloadAsync();
        await left.WaitForURLAsync(new Regex("/login"));
        await here.GotoAsync($"{home}/orders");
        await Expect(here.GetByRole(AriaRole.Heading, new() { Name = "Your orders" })).ToBeVisibleAsync();
        Assert.Empty(browsing.Complaints);
    }

    static async Task<IPage> SignInAsync(IPage page, string address, string email, string password)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        return page;
    }

    /// <summary>What the latest mail of this subject says at this place.</summary>
    static async Task<Match> MailAsync(RunningApp app, string subject, Regex place)
    {
        using var http = new HttpClient { BaseAddress = new(app.Url) };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 100; look++)
        {
            var mails = JsonDocument.Parse(await http.GetStringAsync("/dev/mail.json")).RootElement.GetProperty("data");
            foreach (var mail in mails.EnumerateArray().Where(mail => Text(mail, "subject") == subject))
                return place.Match(Text(mail, "text"));
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"No mail came: {subject}.");
    }

    static async Task LookAsync(IPage page, string name)
    {
        var faults = await PageCheck.FaultsAsync(page, name);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    static ILocatorAssertions Expect(ILocator of) => Assertions.Expect(of);

    static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    [GeneratedRegex(@"/[\w/-]*account/not-me/[\w-]{43}")]
    private static partial Regex NotMe();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
