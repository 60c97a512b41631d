using Microsoft.Playwright;

namespace App.E2E;

/// <summary>
/// Signs in members of the demo's first organization: an owner, an admin or a member. A test that ends sessions or counts them
/// takes one that no other test of a shared app signs in.
/// </summary>
static class DemoMember
{
    /// <summary>Returns the path of the organization's home page.</summary>
    public static string Home(RunningApp app) => $"/{app.Demo.GetProperty("organizations")[0].GetProperty("slug").GetString()}";

    public static async Task<IPage> SignInAsync(IPage page, RunningApp app, string role = "owner")
    {
        var person = app.Demo.GetProperty("organizations")[0].GetProperty("staff").EnumerateArray()
            .Single(one => one.GetProperty("role").GetString() == role);
        await page.GotoAsync("/login");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(person.GetProperty("email").GetString()!);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(person.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
        return page;
    }
}
