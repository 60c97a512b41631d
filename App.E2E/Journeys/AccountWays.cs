using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Journeys;

/// <summary>The ways around a password: forgotten and chosen anew, changed; another address; and out of the door for good.</summary>
public sealed partial class AccountWays(SeededDatabase seeded)
{
    const string NewPassword = "eleven herons over the bay", NewAddress = "nadia@elsewhere.example";

    [Fact]
    public async Task Without_script_staff_and_a_customer_who_forgot_their_passwords_choose_new_ones_and_the_customer_leaves_step_by_step()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[0];
        var slug = organization.GetProperty("slug").GetString();
        var (owner, customer) = (organization.GetProperty("staff")[0].GetProperty("email").GetString()!, organization.GetProperty("customers")[0].GetProperty("email").GetString()!);

        foreach (var (door, email) in new[] { ("", owner), ($"/s/{slug}", customer) })
        {
            var page = await browsing.VisitorAsync(app.Url, script: false);
            await page.GotoAsync($"{door}/login");
            await page.GetByRole(AriaRole.Link, new() { Name = "Forgotten your password?" }).ClickAsync();
            await ForgetsAsync(page, app, email);
            await Expect(page.GetByText("The new password counts")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
            await SignsInAsync(page, email, NewPassword);
            await page.WaitForURLAsync(url => !url.EndsWith("/login", StringComparison.Ordinal));
            if (email == customer)
                await LeavesStepByStepAsync(page, app);
        }
        Assert.Empty(browsing.Complaints);
    }

    /// <summary>A customer signed in takes another password, another address, and leave.</summary>
    static async Task LeavesStepByStepAsync(IPage page, RunningApp app)
    {
        const string Newest = "a heron more over the bay", Address = "rosa@elsewhere.example";
        async Task OpenAsync(string way)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).First.ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = way }).ClickAsync();
        }

        await OpenAsync("Change password");
        await page.GetByLabel("Current password").FillAsync(NewPassword);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Newest);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByText("The new password counts")).ToBeVisibleAsync();

        await OpenAsync("Change address");
        await page.GetByLabel("New email").FillAsync(Address);
        await page.GetByLabel("Your password").FillAsync(Newest);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail a code there" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, Address, "this address"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Change address" }).ClickAsync();
        await Expect(page.GetByText("The new address counts")).ToBeVisibleAsync();

        await OpenAsync("Delete your access");
        await page.GetByLabel("Your password, to be sure").FillAsync(Newest);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my access" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your access is deleted" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await SignsInAsync(page, Address, Newest);
        await Expect(page.GetByText("Sign-in failed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nadia_is_shown_how_strong_her_password_is_changes_it_and_her_address_and_deletes_her_account()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        await FirstDay.SignUpAsync(page, app);

        await page.GotoAsync("/account/security");
        await LookAsync(page, "ways-security");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change password" }).ClickAsync();
        await StrengthAsync(page, "welcome", "Too short");
        await StrengthAsync(page, "password12345", "Easily guessed");
        await StrengthAsync(page, NewPassword, "Strong");
        await LookAsync(page, "ways-password-typed");
        await page.GetByLabel("Current password").FillAsync("not this one at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.Locator(".fault").GetByText("This is not your password")).ToBeVisibleAsync();
        await LookAsync(page, "ways-password-refused");
        await page.GetByLabel("Current password").FillAsync("nine quiet herons at dusk");
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByText("The new password counts")).ToBeVisibleAsync();
        await LookAsync(page, "ways-password-done");

        await page.GotoAsync("/account/email");
        await page.GetByLabel("New email").FillAsync(NewAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail a code there" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, NewAddress, "this address"));
        await LookAsync(page, "ways-email-sent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change address" }).ClickAsync();
        await Expect(page.GetByText("The new address counts")).ToBeVisibleAsync();

        await page.GotoAsync("/account/sessions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out here" }).ClickAsync();
        await SignsInAsync(page, NewAddress, NewPassword);
        await page.LiveAsync();

        await database.ScalarAsync<string>("update platform.sessions set proved_at = null where ended_at is null returning 'done'");
        await page.GotoAsync("/account/delete");
        await page.GetByLabel("Your address, to be sure").FillAsync(NewAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Confirm that it is you" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a code" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, NewAddress, "confirm"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        await LookAsync(page, "ways-delete");
        await page.GetByLabel("Your address, to be sure").FillAsync(NewAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account is deleted" })).ToBeVisibleAsync();
        await LookAsync(page, "ways-deleted");
        await page.GotoAsync("/select");
        await SignsInAsync(page, NewAddress, NewPassword);
        await Expect(page.GetByText("Sign-in failed")).ToBeVisibleAsync();
        Assert.Empty(browsing.Complaints);
    }

    [Fact]
    public async Task What_is_shown_on_the_way_to_a_new_password_is_fit_to_be_read()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var slug = app.Demo.GetProperty("organizations")[0].GetProperty("slug").GetString();
        foreach (var (door, name) in new[] { ("", "staff"), ($"/s/{slug}", "shop") })
        {
            var page = await browsing.VisitorAsync(app.Url);
            await page.GotoAsync($"{door}/forgot");
            await page.GetByLabel("Email").FillAsync("nobody@people.example");
            await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a code" }).ClickAsync();
            await page.GetByLabel("Code", new() { Exact = true }).FillAsync("123456");
            await StrengthAsync(page, "tea teatime 2026", "Good");
            await LookAsync(page, $"ways-{name}-reset");
            await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
            await Expect(page.GetByText("Code refused")).ToBeVisibleAsync();
            await LookAsync(page, $"ways-{name}-reset-refused");
            await page.GotoAsync($"{door}/reset/worn-out");
            await LookAsync(page, $"ways-{name}-reset-link");
        }
        Assert.Empty(browsing.Complaints);
    }

    [Fact]
    public async Task A_password_typed_before_the_meter_has_come_is_measured_when_it_has()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        var typed = new TaskCompletionSource();
        await page.RouteAsync("**/js/password*", async route =>
        {
            await typed.Task;
            await route.ContinueAsync();
        });

        await page.GotoAsync("/signup", new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("welcome");
        await Expect(page.Locator("[data-strength]")).ToBeHiddenAsync();
        typed.SetResult();

        await Expect(page.Locator("[data-strength] .hint")).ToHaveTextAsync("Too short");
        Assert.Empty(browsing.Complaints);
    }

    /// <summary>From the page that asks for the address to the one that says it is done.</summary>
    static async Task ForgetsAsync(IPage page, RunningApp app, string email)
    {
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Mail me a code" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, email, "new password"));
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
    }

    static async Task SignsInAsync(IPage page, string email, string password)
    {
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    static async Task StrengthAsync(IPage page, string password, string word)
    {
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(password);
        await Expect(page.Locator("[data-strength] .hint")).ToHaveTextAsync(word);
    }

    static async Task LookAsync(IPage page, string name)
    {
        var faults = await PageCheck.FaultsAsync(page, name);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Of the latest letter to somebody whose subject says so: it comes a moment after the form.</summary>
    static async Task<string> ReadCodeAsync(RunningApp app, string email, string about)
    {
        using var http = app.Http();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 100; look++)
        {
            using var mailbox = JsonDocument.Parse(await http.GetStringAsync("/dev/mail.json"));
            foreach (var mail in mailbox.RootElement.GetProperty("data").EnumerateArray())
                if (mail.GetProperty("to").GetString() == email && mail.GetProperty("subject").GetString() is { } subject && subject.Contains(about, StringComparison.Ordinal)
                    && Code().Match(mail.GetProperty("text").GetString()!) is { Success: true } code)
                    return code.Value;
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException($"No letter about {about} came to {email}.");
    }

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
