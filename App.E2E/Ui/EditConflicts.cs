using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>Two people edit one object at the same time.</summary>
[Collection(SharedApp.Name)]
public sealed class EditConflicts(SharedApp shared)
{
    [Fact]
    public async Task Two_people_who_edit_one_customer_keep_both_changes_and_choose_where_they_differ()
    {
        var app = shared.App;
        await using var browsing = await Browsing.OpenAsync();
        var anna = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app);
        var ben = await DemoMember.SignInAsync(await browsing.VisitorAsync(app.Url), app);
        await anna.OpenAsync($"{DemoMember.Home(app)}/customers");
        var customer = (await anna.Locator("[data-index] .row-link").First.GetAttributeAsync("href"))!;
        await anna.OpenAsync($"{customer}/edit");
        await ben.OpenAsync($"{customer}/edit");

        await anna.GetByLabel("Phone").First.FillAsync("+49 30 1");
        await anna.GetByLabel("Notes").FillAsync("Opens at six.");
        await SaveAsync(anna);
        await Expect(anna.GetByText("Customer saved")).ToBeVisibleAsync();

        await ben.GetByLabel("Phone").First.FillAsync("+49 30 2");
        await ben.GetByLabel("Tax ID").FillAsync("DE 811 907 980");
        await SaveAsync(ben);
        await Expect(ben.GetByText("Someone else has changed this meanwhile")).ToBeVisibleAsync();
        await Expect(ben.GetByLabel("Notes")).ToHaveValueAsync("Opens at six.");
        var faults = await PageCheck.FaultsAsync(ben, "edit-conflict");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        var theirs = ben.GetByRole(AriaRole.Button, new() { Name = "Use theirs for Phone" });
        await theirs.ClickAsync();
        await Expect(theirs).ToBeHiddenAsync();
        await Expect(ben.GetByLabel("Phone").First).ToHaveValueAsync("+49 30 1");
        await SaveAsync(ben);
        await Expect(ben.GetByText("Customer saved")).ToBeVisibleAsync();

        foreach (var value in (string[])["+49 30 1", "Opens at six.", "DE 811 907 980"])
            await Expect(ben.Locator("main").GetByText(value).First).ToBeVisibleAsync();
        browsing.AssertNoErrors();
    }

    static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save customer" }).ClickAsync();
}
