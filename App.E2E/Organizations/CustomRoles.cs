using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Organizations;

/// <summary>An owner composes a role from the permissions of another one, gives it to somebody, changes and deletes it.</summary>
[Collection(SharedApp.Public)]
public sealed class CustomRoles(SharedApp shared)
{
    [Fact]
    public async Task Nadia_copies_the_role_of_a_packer_invites_somebody_with_the_copy_and_deletes_it()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await NewOwner.SignUpAsync(page, shared.App);
        await page.OpenAsync($"{nadia.Home}/roles/packer");
        await page.GetByRole(AriaRole.Link, new() { Name = "Copy role", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Create role", Level = 1 })).ToBeVisibleAsync();
        await Expect(Permission(page, "Fulfill orders")).ToBeCheckedAsync();

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Packer");
        await Permission(page, "View orders").UncheckAsync();
        await Expect(Permission(page, "Fulfill orders")).Not.ToBeCheckedAsync(); // it needs the permission to view orders
        await Permission(page, "Cancel orders").CheckAsync();
        await Expect(Permission(page, "View orders")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Create role", Exact = true }).ClickAsync();
        await Expect(page.Locator(".fault")).ToContainTextAsync("A built-in role has this name.");
        Assert.Equal([], await PageCheck.FaultsAsync(page, "role-refused"));
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Night shift");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create role", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Night shift", Level = 1 })).ToBeVisibleAsync();

        await page.OpenAsync($"{nadia.Home}/members");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite member", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite several people", Exact = true }).ClickAsync();
        await page.GetByLabel("Email addresses", new() { Exact = true }).FillAsync("ida@petrova.example, night shift");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitations", Exact = true }).ClickAsync();
        var invited = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "ida@petrova.example" });
        await Expect(invited).ToContainTextAsync("Night shift");

        await page.GetByRole(AriaRole.Link, new() { Name = "Roles", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Night shift", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit role", Exact = true }).ClickAsync();
        await page.GetByLabel("Description optional", new() { Exact = true }).FillAsync("Packs orders at night.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save role", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Packs orders at night.", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Delete role", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete role", Exact = true }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("1 open invitation with this role.");
        await page.OpenAsync($"{nadia.Home}/members");
        await invited.GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Revoke invitation", Exact = true }).ClickAsync();
        await Expect(invited).ToHaveCountAsync(0);
        await page.OpenAsync($"{nadia.Home}/roles");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Night shift", Exact = true }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete role", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Delete role", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Roles", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Night shift", Exact = true })).ToHaveCountAsync(0);
        browsing.AssertNoErrors();
    }

    static ILocator Permission(IPage page, string title) =>
        page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new($"^{title}") });
}
