using Microsoft.Playwright;

namespace App.E2E;

/// <summary>Signs in the owner of the first organization of the demo.</summary>
static class DemoOwner
{
    /// <summary>Returns the path of the organization's home page.</summary>
    public static string Home(RunningApp app) => $"/{app.Demo.GetProperty("organizations")[0].GetProperty("slug").GetString()}";

    public static async Task<IPage> SignInAsync(IPage page, RunningApp app)
    {
        var owner = app.Demo.GetProperty("organizations")[0].GetProperty("staff").EnumerateArray()
            .First(person => person.GetProperty("role").GetString() == "owner");
        await page.GotoAsync("/login");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(owner.GetProperty("email").GetString()!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(owner.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
        return page;
    }
}
