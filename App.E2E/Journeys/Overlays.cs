using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace App.E2E.Journeys;

/// <summary>
/// What opens over a page, worked by keyboard at /dev/ui: our menu and tooltip, and the library's dialog, which is a drawer when it
/// stands at the side.
/// </summary>
public sealed class Overlays(SeededDatabase seeded)
{
    const string Dialog = "[role=dialog][aria-modal=true]";

    [Fact]
    public async Task A_menu_a_dialog_and_a_drawer_are_worked_by_keyboard_and_are_fit_to_be_read_while_open()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await SignInAsync(await browsing.VisitorAsync(app.Url), app);
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

        var unlike = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll(".icon-btn[title]")]
                .filter((one) => one.title !== (one.ariaLabel ?? one.textContent.trim())).map((one) => one.title)
            """);
        Assert.Empty(unlike); // a tooltip says in sight what the name says to a screen reader
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(browsing.Complaints);
    }

    [Fact]
    public async Task A_menu_opens_without_script()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await browsing.VisitorAsync(app.Url, script: false);
        await FillInAsync(page, app);
        await page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));

        await page.Locator(".user summary").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();

        // The library's own: why it was not taken.
        await page.GotoAsync("/dev/ui");
        await page.GetByText("Library menu", new() { Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-menu-item")).ToHaveCountAsync(0);
    }

    /// <summary>When one of these fails, the library has mended it: measure the part again, and take it.</summary>
    [Fact]
    public async Task What_keeps_the_drawer_and_the_tooltip_of_the_library_out_is_still_so()
    {
        await using var database = await seeded.CloneAsync();
        await using var app = await RunningApp.StartAsync(database, demoFile: seeded.DemoFile);
        await using var browsing = await Browsing.OpenAsync();
        var page = await SignInAsync(await browsing.VisitorAsync(app.Url), app);
        await page.OpenAsync("/dev/ui");

        var tip = page.Locator(".mud-tooltip.mud-popover-open", new() { HasText = "Library tooltip" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Library drawer" }).FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(tip).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await RoundTripAsync(page);
        await Expect(tip).ToBeVisibleAsync(); // WCAG 1.4.13 wants it gone

        var opener = page.GetByRole(AriaRole.Button, new() { Name = "Library drawer" });
        await opener.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var drawer = page.Locator("aside.mud-drawer--open");
        await Expect(drawer).ToBeVisibleAsync();
        await RoundTripAsync(page);
        await Expect(opener).ToBeFocusedAsync(); // not moved in
        await page.Keyboard.PressAsync("Escape");
        await RoundTripAsync(page);
        await Expect(drawer).ToBeVisibleAsync(); // not closed
    }

    /// <summary>Opens it, goes round in it, tries to leave it, and closes it.</summary>
    static async Task OpenByKeyboardAsync(IPage page, string opener, ILocator first, List<string> faults)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = opener, Exact = true });
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(first).ToBeFocusedAsync();
        await RoundTripAsync(page);
        await Expect(first).ToBeFocusedAsync(); // and nothing takes the focus away afterwards
        faults.AddRange(await PageCheck.FaultsAsync(page, $"overlay-{opener}"));

        for (var step = 0; step < 12; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            await Expect(page.Locator($"{Dialog} :focus")).ToHaveCountAsync(1);
        }
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator($"{Dialog} :focus")).ToHaveCountAsync(1);
        var behind = "() => { const link = document.querySelector('main a'); link.focus(); return document.activeElement === link; }";
        Assert.False(await page.EvaluateAsync<bool>(behind));

        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(Dialog)).ToHaveCountAsync(0);
        await Expect(button).ToBeFocusedAsync();
    }

    /// <summary>A toast comes and goes: the circuit works in the order of what it was told, so it has worked off all before.</summary>
    static async Task RoundTripAsync(IPage page)
    {
        var toast = page.Locator(".toast");
        await page.Locator("xpath=//main//button[normalize-space()='Toast']").DispatchEventAsync("click");
        await Expect(toast).ToHaveCountAsync(1);
        await toast.Locator("button").DispatchEventAsync("click");
        await Expect(toast).ToHaveCountAsync(0);
    }

    static async Task<IPage> SignInAsync(IPage page, RunningApp app)
    {
        await FillInAsync(page, app);
        await page.LiveAsync();
        return page;
    }

    static async Task FillInAsync(IPage page, RunningApp app)
    {
        var owner = app.Demo.GetProperty("organizations")[0].GetProperty("staff").EnumerateArray()
            .First(person => person.GetProperty("role").GetString() == "owner");
        await page.GotoAsync("/login");
        await page.GetByLabel("Email").FillAsync(owner.GetProperty("email").GetString()!);
        await page.GetByLabel("Password").FillAsync(owner.GetProperty("password").GetString()!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
