using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace App.E2E;

/// <summary>
/// What every page is held to, by day and by night, on a desk and on a phone: a title, one heading of the first rank, nothing wider than
/// the screen, and no accessibility fault that axe calls serious or critical.
/// </summary>
static class PageCheck
{
    const int Desk = 1440, Phone = 390;

    static readonly (int Width, string Theme)[] Views = [(Desk, "light"), (Desk, "dark"), (Phone, "light"), (Phone, "dark")];
    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>A folder for pictures of what was checked, for people to look at.</summary>
    static readonly string? Pictures = Environment.GetEnvironmentVariable("STOCKADE_PICTURES");

    /// <summary>In words; none when all is well. Leaves the page as wide as a desk.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string name)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(await page.TitleAsync()))
            faults.Add("no title");
        if (await page.Locator("h1:visible").CountAsync() is not 1 and var headings)
            faults.Add($"{headings} h1");

        await page.EvaluateAsync(Axe);
        foreach (var (width, theme) in Views)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
            var seen = await page.EvaluateAsync<string[]>(Look);
            faults.AddRange(seen.Select(fault => $"{width} {theme}: {fault}"));
            if (Pictures is not null)
                await page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, $"{name}-{width}-{theme}.png"), FullPage = true });
        }
        await page.SetViewportSizeAsync(Desk, 900);
        return [.. faults.Select(fault => $"{name}: {fault}")];
    }

    // What fades in, or from one theme to the other, is looked at when it is there. A frame has a document of its own and is not looked into.
    const string Look = """
        async () => {
            document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity).forEach((one) => one.finish());
            const { scrollWidth, clientWidth } = document.documentElement;
            const { violations } = await axe.run({ resultTypes: ["violations"], iframes: false });
            return [
                ...scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels wider than the screen`] : [],
                ...violations.filter((one) => one.impact === "serious" || one.impact === "critical")
                    .map((one) => `${one.id} (${one.impact}) at ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`),
            ];
        }
        """;
}
