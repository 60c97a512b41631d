using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Accounts;

/// <summary>A sensitive action asks for a code beside it, and then goes on with what was typed.</summary>
[Collection(SharedApp.Accounts)]
public sealed partial class StepUpInPlace(SharedApp shared)
{
    [Fact]
    public async Task Nadia_confirms_an_invitation_with_an_emailed_code_without_leaving_the_form()
    {
        var (app, database) = (shared.App, shared.Database);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url);
        var nadia = await NewOwner.SignUpAsync(page, app);
        await page.OpenAsync($"{nadia.Home}/members");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite member", Exact = true }).ClickAsync();
        var form = page.GetByRole(AriaRole.Dialog, new() { Name = "Invite a member", Exact = true });
        await form.GetByLabel("Email", new() { Exact = true }).FillAsync("lena@petrova.example");
        await form.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("Admin");
        // Simulates that ten minutes have passed since she signed up.
        await database.ScalarAsync<string>($"""
            update platform.sessions set proved_at = null where account_id =
                (select id from platform.accounts where email = '{nadia.Email}') returning 'done'
            """);

        await form.GetByRole(AriaRole.Button, new() { Name = "Send invitation", Exact = true }).ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Email me a code", Exact = true }).ClickAsync();
        var code = form.GetByLabel("Code", new() { Exact = true });
        await code.FillAsync("000000");
        await code.PressAsync("Enter");
        await Expect(form.Locator(".step-up .fault")).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "step-up-in-place"));
        await code.FillAsync(await Mailbox.FindAsync(app, nadia.Email, "confirmation code", Code()));
        await code.PressAsync("Enter");

        await Expect(page.GetByText("Invitation sent to lena@petrova.example", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(form).ToBeHiddenAsync();
        browsing.AssertNoErrors();
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();
}
