using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Accounts;

/// <summary>Resetting and changing a password, changing the email address, and deleting an account.</summary>
[Collection(SharedApp.Accounts)]
public sealed partial class AccountRecovery(SharedApp shared)
{
    const string NewPassword = "eleven herons over the bay";
    const string NewAddress = "nadia@elsewhere.example";

    [Fact]
    public async Task Without_JavaScript_staff_and_shoppers_reset_passwords_and_a_shopper_deletes_the_account()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var organization = app.Demo.GetProperty("organizations")[1];
        var slug = organization.GetProperty("slug").GetString();
        var owner = organization.GetProperty("staff")[1].GetProperty("email").GetString()!;
        var shopper = organization.GetProperty("customers")[1].GetProperty("email").GetString()!;

        foreach (var (prefix, email) in new[] { ("", owner), ($"/s/{slug}", shopper) })
        {
            var page = await browsing.VisitorAsync(app.Url, script: false);
            await page.GotoAsync($"{prefix}/login");
            await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
            await ResetPasswordAsync(page, app, email);
            await Expect(page.GetByText("Password changed")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
            await SignInAsync(page, email, NewPassword);
            await page.WaitForURLAsync(url => !url.EndsWith("/login", StringComparison.Ordinal));
            if (email == shopper)
                await ChangeAndDeleteAccountAsync(page, app);
        }
        browsing.AssertNoErrors();
    }

    /// <summary>Changes the password and the email address of the signed-in shopper, then deletes the account.</summary>
    static async Task ChangeAndDeleteAccountAsync(IPage page, RunningApp app)
    {
        const string Newest = "a heron more over the bay";
        const string Address = "rosa@moved.example";
        async Task OpenAsync(string link)
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).First.ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        }

        await OpenAsync("Change password");
        await page.GetByLabel("Current password").FillAsync(NewPassword);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Newest);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByText("Password changed")).ToBeVisibleAsync();

        await OpenAsync("Change email address");
        await page.GetByLabel("New email").FillAsync(Address);
        await page.GetByLabel("Your password").FillAsync(Newest);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send code" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, Address, "this address"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Change email address" }).ClickAsync();
        await Expect(page.GetByText("Email address changed")).ToBeVisibleAsync();

        await OpenAsync("Delete your account");
        await page.GetByLabel("Confirm your password").FillAsync(Newest);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account is deleted" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await SignInAsync(page, Address, Newest);
        await Expect(page.GetByText("Sign-in failed")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nadia_sees_password_strength_changes_her_password_and_email_and_deletes_her_account()
    {
        var (app, database) = (shared.App, shared.Database);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        await NewOwner.SignUpAsync(page, app);

        await page.GotoAsync("/account/security");
        await CheckPageAsync(page, "ways-security");
        await page.GetByRole(AriaRole.Link, new() { Name = "Change password" }).ClickAsync();
        await ExpectStrengthAsync(page, "welcome", "Too short");
        await ExpectStrengthAsync(page, "password12345", "Easily guessed");
        await ExpectStrengthAsync(page, NewPassword, "Strong");
        await CheckPageAsync(page, "ways-password-typed");
        await page.GetByLabel("Current password").FillAsync("not this one at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.Locator(".fault").GetByText("This is not your password")).ToBeVisibleAsync();
        await CheckPageAsync(page, "ways-password-refused");
        await page.GetByLabel("Current password").FillAsync(NewOwner.Password);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
        await Expect(page.GetByText("Password changed")).ToBeVisibleAsync();
        await CheckPageAsync(page, "ways-password-done");

        await page.GotoAsync("/account/email");
        await page.GetByLabel("New email").FillAsync(NewAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send code" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, NewAddress, "this address"));
        await CheckPageAsync(page, "ways-email-sent");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change email address" }).ClickAsync();
        await Expect(page.GetByText("Email address changed")).ToBeVisibleAsync();

        await page.GotoAsync("/account/sessions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out here" }).ClickAsync();
        await SignInAsync(page, NewAddress, NewPassword);
        await page.LiveAsync();

        await database.ScalarAsync<string>(
            "update platform.sessions set proved_at = null where ended_at is null returning 'done'");
        await page.GotoAsync("/account/delete");
        await page.GetByLabel("Confirm your email address").FillAsync(NewAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Confirm it's you" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a code" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, NewAddress, "confirm"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        await CheckPageAsync(page, "ways-delete");
        await page.GetByLabel("Confirm your email address").FillAsync(NewAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete my account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account is deleted" })).ToBeVisibleAsync();
        await CheckPageAsync(page, "ways-deleted");
        await page.GotoAsync("/select");
        await SignInAsync(page, NewAddress, NewPassword);
        await Expect(page.GetByText("Sign-in failed")).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task The_password_reset_pages_are_accessible_on_desktop_and_phone_in_light_and_dark()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var slug = app.Demo.GetProperty("organizations")[0].GetProperty("slug").GetString();
        foreach (var (prefix, name) in new[] { ("", "staff"), ($"/s/{slug}", "shop") })
        {
            var page = await browsing.VisitorAsync(app.Url);
            await page.GotoAsync($"{prefix}/forgot");
            await page.GetByLabel("Email").FillAsync("nobody@people.example");
            await page.GetByRole(AriaRole.Button, new() { Name = "Email me a code" }).ClickAsync();
            await page.GetByLabel("Code", new() { Exact = true }).FillAsync("123456");
            await ExpectStrengthAsync(page, "tea teatime 2026", "Good");
            await CheckPageAsync(page, $"ways-{name}-reset");
            await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
            await Expect(page.GetByText("Invalid code")).ToBeVisibleAsync();
            await CheckPageAsync(page, $"ways-{name}-reset-refused");
            await page.GotoAsync($"{prefix}/reset/worn-out");
            await CheckPageAsync(page, $"ways-{name}-reset-link");
        }
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task A_password_typed_before_the_strength_meter_loads_is_rated_once_it_has_loaded()
    {
        var app = shared.App;
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
        browsing.AssertNoErrors();
    }

    /// <summary>Resets the password, starting at the page that asks for the email address.</summary>
    static async Task ResetPasswordAsync(IPage page, RunningApp app, string email)
    {
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a code" }).ClickAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app, email, "password reset code"));
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(NewPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();
    }

    static async Task SignInAsync(IPage page, string email, string password)
    {
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    static async Task ExpectStrengthAsync(IPage page, string password, string strength)
    {
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(password);
        await Expect(page.Locator("[data-strength] .hint")).ToHaveTextAsync(strength);
    }

    static async Task CheckPageAsync(IPage page, string name)
    {
        var faults = await PageCheck.FaultsAsync(page, name);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    static Task<string> ReadCodeAsync(RunningApp app, string email, string about) =>
        Mailbox.FindAsync(app, email, about, Code());

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
