using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E;

/// <summary>Signs up Nadia, who has a new account and a new organization.</summary>
static partial class NewOwner
{
    public static async Task SignUpAsync(IPage page, RunningApp app)
    {
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();
        await page.GetByLabel("Your name", new() { Exact = true }).FillAsync("Nadia Petrova");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync("nadia@petrova.example");
        await page.GetByLabel("Organization", new() { Exact = true }).FillAsync("Petrova Teas");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("nine quiet herons at dusk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Enter the code" })).ToBeVisibleAsync();

        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(await ReadCodeAsync(app));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/petrova-teas"));
    }

    /// <summary>Reads the code from the mailbox. The email arrives a moment after the form was sent.</summary>
    static async Task<string> ReadCodeAsync(RunningApp app)
    {
        using var http = app.Http();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var mailbox = await http.GetStringAsync("/dev/mail.json");
            if (mailbox.Contains("nadia@petrova.example", StringComparison.Ordinal)
                && Code().Match(mailbox) is { Success: true } code)
                return code.Value;
            await timer.WaitForNextTickAsync();
        }
        throw new TimeoutException("No code arrived.");
    }

    static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
