using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Organizations;

/// <summary>The only member leaves, which closes the organization.</summary>
[Collection(SharedApp.Public)]
public sealed class LeavingMember(SharedApp shared)
{
    [Fact]
    public async Task Nadia_types_the_name_of_her_organization_to_leave_and_close_it()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await NewOwner.SignUpAsync(page, shared.App);
        await page.OpenAsync($"{nadia.Home}/settings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave organization", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("You are its only member.");
        var leave = dialog.GetByRole(AriaRole.Button, new() { Name = "Leave and close it", Exact = true });
        await Expect(leave).ToBeDisabledAsync();
        Assert.Equal([], await PageCheck.FaultsAsync(page, "leave-organization"));

        await dialog.GetByRole(AriaRole.Textbox).FillAsync(nadia.Organization);
        await leave.ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your organizations" })).ToBeVisibleAsync();
        await Expect(page.GetByText("You are not a member of an organization yet.")).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }
}
