using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Organizations;

/// <summary>An owner pastes a list of people. Those who cannot be invited stay in the form, with the reason.</summary>
[Collection(SharedApp.Public)]
public sealed class InvitingSeveral(SharedApp shared)
{
    [Fact]
    public async Task Nadia_invites_three_people_from_a_table_and_corrects_a_role()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(shared.App.Url);
        var nadia = await NewOwner.SignUpAsync(page, shared.App);
        await page.OpenAsync($"{nadia.Home}/members");
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite member", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Invite several people", Exact = true }).ClickAsync();
        var list = page.GetByLabel("Email addresses", new() { Exact = true });

        await list.FillAsync("Name;Email;Role\nIda;ida@petrova.example;pakcer\nJon;jon@petrova.example;cook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitations", Exact = true }).ClickAsync();
        var fault = page.Locator(".fault");
        await Expect(fault).ToContainTextAsync("“pakcer” in the line “Ida;ida@petrova.example;pakcer” is not a role that you can give.");
        Assert.Equal([], await PageCheck.FaultsAsync(page, "invite-several"));

        await list.FillAsync($"Ida;ida@petrova.example;packer\njon@petrova.example, cook\n{nadia.Email}\nkim@petrova.example");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitations", Exact = true }).ClickAsync();
        await Expect(page.GetByText("3 invitations sent", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(fault).ToContainTextAsync($"{nadia.Email} was not invited: ");
        await Expect(list).ToHaveValueAsync(nadia.Email);

        await page.GetByLabel("CSV file", new() { Exact = true }).SetInputFilesAsync(new FilePayload
        {
            Name = "team.csv",
            MimeType = "text/csv",
            Buffer = "Name,Email,Role\nLea,lea@petrova.example,marketing\n"u8.ToArray(),
        });
        await Expect(list).ToHaveValueAsync(new Regex("lea@petrova.example,marketing"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitations", Exact = true }).ClickAsync();
        await Expect(page.GetByText("1 invitation sent", new() { Exact = true })).ToBeVisibleAsync();

        await page.OpenAsync($"{nadia.Home}/members");
        foreach (var (name, role) in new[] { ("ida", "Packer"), ("jon", "Cook"), ("kim", "Member"), ("lea", "Marketing") })
        {
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"{name}@petrova.example" });
            await Expect(row).ToContainTextAsync(role);
        }
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = "lea@petrova.example" })
            .GetByRole(AriaRole.Button, new() { Name = "Get link", Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Link of the invitation" });
        await Expect(dialog.Locator("code")).ToContainTextAsync("/invite/");
        Assert.Equal([], await PageCheck.FaultsAsync(page, "invitation-link"));
        browsing.AssertNoErrors();
    }
}
