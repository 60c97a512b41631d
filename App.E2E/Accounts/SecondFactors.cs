using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E.Accounts;

/// <summary>
/// Signing in with an authenticator app, a recovery code or a passkey, and the step-up before sensitive operations.
/// </summary>
[Collection(SharedApp.Accounts)]
public sealed class SecondFactors(SharedApp shared)
{
    [Fact]
    public async Task Nadia_signs_in_with_an_authenticator_app_and_a_recovery_code_and_steps_up_in_another_tab()
    {
        var (app, database) = (shared.App, shared.Database);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        var nadia = await NewOwner.SignUpAsync(page, app);

        await page.LiveAsync();
        await page.Locator(".user summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Security", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Add an authenticator app" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show QR code" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code" })).ToBeVisibleAsync();
        await CheckPageAsync(page, "authenticator");
        var secret = await page.Locator(".secret code").TextContentAsync();
        var first = AuthenticatorApp.CodeOf(secret!, 0);
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(first);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add app" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create ten codes" }).ClickAsync();
        await Expect(page.Locator(".recovery-codes code")).ToHaveCountAsync(10);
        await CheckPageAsync(page, "recovery-codes");
        var recovery = await page.Locator(".recovery-codes code").First.TextContentAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "I've saved the codes" }).ClickAsync();
        await Expect(page.GetByText("10 codes are left.")).ToBeVisibleAsync();
        await CheckPageAsync(page, "security");

        await SignOutAsync(page);
        await EnterPasswordAsync(page, nadia);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Two-factor authentication" })).ToBeVisibleAsync();
        await EnterCodeAsync(page, first); // already used when the app was added
        await Expect(page.GetByText("Invalid code")).ToBeVisibleAsync();
        await CheckPageAsync(page, "second-step-refused");
        await EnterCodeAsync(page, AuthenticatorApp.CodeOf(secret!, 1));
        await page.WaitForURLAsync(new Regex(nadia.Home));

        await SignOutAsync(page);
        await EnterPasswordAsync(page, nadia);
        await EnterCodeAsync(page, recovery!);
        await page.WaitForURLAsync(new Regex(nadia.Home));

        await database.ScalarAsync<string>(
            "update platform.sessions set proved_at = null where ended_at is null returning 'done'");
        // Simulates that a minute has passed, so the current code is not rejected as used.
        await database.ScalarAsync<string>("update platform.authenticators set last_step = last_step - 2 returning 'done'");
        await page.GotoAsync($"{nadia.Home}/api_keys/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Till at the door");
        await page.GetByText("products:read").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await CheckPageAsync(page, "step-up-asked");
        var tab = await page.Context.RunAndWaitForPageAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Confirm your identity in a new tab" }).ClickAsync());
        await CheckPageAsync(tab, "confirm");
        await EnterCodeAsync(tab, AuthenticatorApp.CodeOf(secret!, 0), "Confirm");
        await Expect(tab.GetByText("Confirmed")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("Till at the door");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create key" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "API key created" })).ToBeVisibleAsync();

        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task Nadia_adds_a_passkey_signs_in_with_only_the_passkey_and_confirms_her_identity_with_it()
    {
        var (app, database) = (shared.App, shared.Database);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        await AddVirtualAuthenticatorAsync(page);
        var nadia = await NewOwner.SignUpAsync(page, app);

        await page.GotoAsync("/account/security");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Expect(page.Locator(".session-list").GetByText("Laptop")).ToBeVisibleAsync();
        await CheckPageAsync(page, "security-passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync(); // the same device again
        await Expect(page.GetByText("This device has a passkey for your account already.")).ToBeVisibleAsync();

        await SignOutAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey instead" }).ClickAsync();
        await page.WaitForURLAsync(new Regex(nadia.Home));
        await SignOutAsync(page);
        await EnterPasswordAsync(page, nadia);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey instead" }).ClickAsync();
        await page.WaitForURLAsync(new Regex(nadia.Home));

        await database.ScalarAsync<string>(
            "update platform.sessions set proved_at = null where ended_at is null returning 'done'");
        await page.GotoAsync("/account/security/recovery-codes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create ten codes" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create ten codes" }).ClickAsync();
        await Expect(page.Locator(".recovery-codes code")).ToHaveCountAsync(10);

        await page.GotoAsync("/account/security");
        await page.GetByText("Laptop").ClickAsync();
        await page.GetByLabel("New name").FillAsync("Old laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename" }).ClickAsync();
        await Expect(page.Locator(".session-list").GetByText("Old laptop")).ToBeVisibleAsync();
        await page.Locator(".session-list").GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(page.Locator(".session-list li")).ToHaveCountAsync(0);
        browsing.AssertNoErrors();
    }

    static async Task CheckPageAsync(IPage page, string name)
    {
        var faults = await PageCheck.FaultsAsync(page, name);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Adds a virtual fingerprint reader that always verifies the user.</summary>
    static async Task AddVirtualAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new
            {
                protocol = "ctap2",
                transport = "internal",
                hasResidentKey = true,
                hasUserVerification = true,
                isUserVerified = true,
                automaticPresenceSimulation = true,
            },
        });
    }

    static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/account/sessions");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out here" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/login"));
    }

    static async Task EnterPasswordAsync(IPage page, NewOwner nadia)
    {
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(nadia.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(NewOwner.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    static async Task EnterCodeAsync(IPage page, string code, string button = "Continue")
    {
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
