using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Organizations;

/// <summary>An owner offers ownership to an admin, who accepts it. Each confirms with a code.</summary>
[Collection(SharedApp.Public)]
public sealed partial class OfferingOwnership(SharedApp shared)
{
    [Fact]
    public async Task Dov_offers_ownership_to_Elif_who_accepts_it_in_the_settings()
    {
        await using var browsing = await Browsing.OpenAsync();
        var organization = shared.App.Demo.GetProperty("organizations")[1];
        var home = $"/{organization.GetProperty("slug").GetString()}";
        var (dov, elif) = (Person(organization, "owner"), Person(organization, "admin"));
        var owner = await SignInAsync(await browsing.VisitorAsync(shared.App.Url), dov);
        await owner.OpenAsync($"{home}/members");
        await owner.GetByRole(AriaRole.Link, new() { Name = "Elif Kaya", Exact = true }).ClickAsync();
        await owner.GetByRole(AriaRole.Button, new() { Name = "Offer ownership", Exact = true }).ClickAsync();
        var dialog = owner.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Offer ownership", Exact = true }).ClickAsync();
        await ConfirmAsync(dialog, dov.Email);
        await Expect(owner.GetByText("Ownership offered to Elif Kaya", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(owner.GetByRole(AriaRole.Button, new() { Name = "Withdraw offer", Exact = true })).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(owner, "ownership-offered"));

        await Mailbox.FindAsync(shared.App, elif.Email, "offers you ownership of", Settings());
        var admin = await SignInAsync(await browsing.VisitorAsync(shared.App.Url), elif);
        await admin.OpenAsync($"{home}/settings");
        await Expect(admin.GetByText("offers to make you an owner.")).ToBeVisibleAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(admin, "ownership-offer"));
        await admin.GetByRole(AriaRole.Button, new() { Name = "Accept ownership", Exact = true }).ClickAsync();
        await ConfirmAsync(admin.GetByRole(AriaRole.Main), elif.Email);
        await Expect(admin.GetByText("You have the role Owner.")).ToBeVisibleAsync();
        await Expect(admin.GetByText("offers to make you an owner.")).ToHaveCountAsync(0);

        await owner.ReloadAsync();
        await Expect(owner.GetByRole(AriaRole.Combobox, new() { Name = "Role of Elif Kaya", Exact = true }))
            .ToHaveValueAsync("owner");
        browsing.AssertNoErrors();
    }

    async Task ConfirmAsync(ILocator form, string email)
    {
        await form.GetByRole(AriaRole.Button, new() { Name = "Email me a code", Exact = true }).ClickAsync();
        var code = form.GetByLabel("Code", new() { Exact = true });
        await code.FillAsync(await Mailbox.FindAsync(shared.App, email, "confirmation code", Code()));
        await code.PressAsync("Enter");
    }

    static (string Email, string Password) Person(JsonElement organization, string role)
    {
        var found = organization.GetProperty("staff").EnumerateArray()
            .Single(person => person.GetProperty("role").GetString() == role);
        return (found.GetProperty("email").GetString()!, found.GetProperty("password").GetString()!);
    }

    static async Task<IPage> SignInAsync(IPage page, (string Email, string Password) person)
    {
        await page.GotoAsync("/login");
        await page.GetByLabel("Email", new() { Exact = true }).FillAsync(person.Email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.LiveAsync();
        return page;
    }

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Code();

    [GeneratedRegex("/settings")]
    private static partial Regex Settings();
}
