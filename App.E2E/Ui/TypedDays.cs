using Microsoft.Playwright;

namespace App.E2E.Ui;

/// <summary>Dates can be typed or picked with the keyboard as well as with the mouse.</summary>
[Collection(SharedApp.Name)]
public sealed class TypedDays(SharedApp shared)
{
    [Fact]
    public async Task A_date_can_be_typed_or_picked_with_the_arrow_keys()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        await page.OpenAsync($"{DemoMember.Home(shared.App)}/audit");
        var from = page.GetByRole(AriaRole.Textbox, new() { Name = "From this day" });

        await from.FillAsync("2026-11-05");
        await from.PressAsync("Enter"); // submits the filters, as in every other field
        await page.WaitForURLAsync(url => url.Contains("from=2026-11-05", StringComparison.Ordinal));
        await page.LiveAsync();
        await Assertions.Expect(from).ToHaveValueAsync("2026-11-05");

        var calendar = page.GetByRole(AriaRole.Dialog, new() { Name = "Calendar: From this day" });
        await from.PressAsync("ArrowDown");
        await Assertions.Expect(calendar).ToBeVisibleAsync();
        await from.PressAsync("ArrowDown");
        await from.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByText("Thursday, November 12, 2026")).ToBeAttachedAsync(); // announced to screen readers
        await from.PressAsync("Enter");
        await Assertions.Expect(calendar).ToBeHiddenAsync();
        await Assertions.Expect(from).ToHaveValueAsync("2026-11-12");
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task A_time_zone_that_is_typed_and_immediately_confirmed_with_Enter_is_selected()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        await page.OpenAsync($"{DemoMember.Home(shared.App)}/settings");
        var zone = page.GetByRole(AriaRole.Combobox, new() { Name = "Time zone" });

        await zone.ClickAsync();
        await page.Keyboard.TypeAsync("lisbon");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(zone).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Europe/Lisbon"));
        browsing.AssertNoErrors();
    }
}
