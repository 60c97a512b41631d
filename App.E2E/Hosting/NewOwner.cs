using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace App.E2E;

/// <summary>
/// Nadia, who has a new account and a new organization. Each test signs up another Nadia, so tests can share an app.
/// </summary>
/// <param name="Email">Her email address.</param>
/// <param name="Home">The path of the organization's home page.</param>
sealed partial record NewOwner(string Email, string Home)
{
    public const string Password = "nine quiet herons at dusk";

    static int signedUp;

    public string Organization => $"Petrova Teas {Home.Split('-')[^1]}";

    public static async Task<NewOwner> SignUpAsync(IPage page, RunningApp app)
    {
        var number = Interlocked.Increment(ref signedUp);
        var nadia = new NewOwner($"nadia{number}@petrova.example", $"/petrova-teas-{number}");
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create an account", Exact = true }).ClickAsync();
        await page.GetByLabel("Your name", new() { Exact = true }).FillAsync("Nadia Petrova");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(nadia.Email);
        await page.GetByLabel("Organization", new() { Exact = true }).FillAsync($"Petrova Teas {number}");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Enter the code" })).ToBeVisibleAsync();

        var code = await Mailbox.FindAsync(app, nadia.Email, "", Code());
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath.TrimEnd('/') == nadia.Home);
        return nadia;
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
