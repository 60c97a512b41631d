using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Ui;

/// <summary>
/// Uses the overlays of /dev/ui by keyboard: our menu and tooltip, and the library's dialog, which is also used as a drawer at
/// the side.
/// </summary>
[Collection(SharedApp.Name)]
public sealed class Overlays(SharedApp shared)
{
    const string Dialog = "[role=dialog][aria-modal=true]";

    [Fact]
    public async Task Menus_dialogs_and_drawers_work_by_keyboard_and_are_accessible_while_open()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        await page.OpenAsync("/dev/ui");
        var faults = new List<string>();

        var more = page.Locator("main summary.btn", new() { HasText = "More" });
        await more.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true })).ToBeFocusedAsync();
        faults.AddRange(await PageCheck.FaultsAsync(page, "overlay-menu"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(more).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Rename", Exact = true })).ToBeHiddenAsync();

        var dialog = page.Locator(Dialog);
        await OpenByKeyboardAsync(page, "Archive", dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }), faults);
        await OpenByKeyboardAsync(page, "Open drawer", dialog.GetByLabel("Quantity"), faults);

        var mismatched = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll(".icon-btn[title]")]
                .filter((button) => button.title !== (button.ariaLabel ?? button.textContent.trim()))
                .map((button) => button.title)
            """);
        Assert.Empty(mismatched); // a tooltip shows the same text as the accessible name
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        browsing.AssertNoErrors();
    }

    [Fact]
    public async Task A_menu_opens_without_JavaScript()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url, script: false), shared.App);

        await page.Locator(".user summary").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();

        // The library's menu does not open without JavaScript, so it is not used.
        await page.GotoAsync("/dev/ui");
        await page.GetByText("Library menu", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-menu-item")).ToHaveCountAsync(0);
    }

    /// <summary>If an assertion fails, the library has fixed that bug: evaluate its component again and use it.</summary>
    [Fact]
    public async Task The_accessibility_bugs_of_the_library_drawer_and_tooltip_still_exist()
    {
        await using var browsing = await Browsing.OpenAsync();
        var page = await DemoMember.SignInAsync(await browsing.VisitorAsync(shared.App.Url), shared.App);
        await page.OpenAsync("/dev/ui");

        var tip = page.Locator(".mud-tooltip.mud-popover-open", new() { HasText = "Library tooltip" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Library drawer" }).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(tip).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await RoundTripAsync(page);
        await Expect(tip).ToBeVisibleAsync(); // WCAG 1.4.13 requires that Escape dismisses it

        var opener = page.GetByRole(AriaRole.Button, new() { Name = "Library drawer" });
        await opener.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var drawer = page.Locator("aside.mud-drawer--open");
        await Expect(drawer).ToBeVisibleAsync();
        await RoundTripAsync(page);
        await Expect(opener).ToBeFocusedAsync(); // the focus is not moved into the drawer
        await page.Keyboard.PressAsync("Escape");
        await RoundTripAsync(page);
        await Expect(drawer).ToBeVisibleAsync(); // Escape does not close it
    }

    /// <summary>Opens a dialog, tabs through it, checks that the focus cannot leave it, and closes it.</summary>
    static async Task OpenByKeyboardAsync(IPage page, string opener, ILocator first, List<string> faults)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = opener, Exact = true });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(first).ToBeFocusedAsync();
        await RoundTripAsync(page);
        await Expect(first).ToBeFocusedAsync(); // nothing moves the focus afterwards
        faults.AddRange(await PageCheck.FaultsAsync(page, $"overlay-{opener}"));

        for (var step = 0; step < 12; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            await Expect(page.Locator($"{Dialog} :focus")).ToHaveCountAsync(1);
        }
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator($"{Dialog} :focus")).ToHaveCountAsync(1);
        var focusesPageBehind = await page.EvaluateAsync<bool>("""
            () => {
                const link = document.querySelector('main a');
                link.focus();
                return document.activeElement === link;
            }
            """);
        Assert.False(focusesPageBehind);

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(button).ToBeFocusedAsync();
    }

    /// <summary>
    /// Shows and closes a toast. The circuit handles events in order, so it has handled all earlier events when the toast is
    /// gone.
    /// </summary>
    static async Task RoundTripAsync(IPage page)
    {
        var toast = page.Locator(".toast");
        await page.Locator("xpath=//main//button[normalize-space()='Toast']").DispatchEventAsync("click");
        await Expect(toast).ToHaveCountAsync(1);
        await toast.Locator("button").DispatchEventAsync("click");
        await Expect(toast).ToHaveCountAsync(0);
    }
}
