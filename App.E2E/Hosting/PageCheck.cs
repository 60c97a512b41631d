using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace App.E2E;

/// <summary>
/// Checks a page in light on a desktop, and its colors in dark on a phone: it has a title and exactly one h1, is not wider than
/// the screen, and has no accessibility violation that axe rates serious or critical. <c>./test --long</c> and pictures take both
/// themes at both widths.
/// </summary>
static class PageCheck
{
    const int Desktop = 1440;
    const int Phone = 390;

    /// <summary>A view of the page. The themes differ in colors only, so the second one of a width may check nothing else.</summary>
    public sealed record View(int Width, string Theme, bool OnlyColors = false);

    /// <summary>Both themes at both widths.</summary>
    public static readonly IReadOnlyList<View> Every =
        [new(Desktop, "light"), new(Desktop, "dark", OnlyColors: true), new(Phone, "light"), new(Phone, "dark", OnlyColors: true)];

    static readonly IReadOnlyList<View> Few = [new(Desktop, "light"), new(Phone, "dark", OnlyColors: true)];

    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>The folder for screenshots of the checked pages, or null for none.</summary>
    static readonly string? Pictures = Environment.GetEnvironmentVariable("STOCKADE_PICTURES");

    /// <summary>
    /// Makes the window load axe with every page that it opens. Sending it to an open page takes ten times as long, so a window
    /// that checks many pages should do this first.
    /// </summary>
    public static Task PrepareAsync(IPage page) => page.AddInitScriptAsync(Axe);

    /// <summary>Returns a description of each fault. Leaves the viewport at desktop width.</summary>
    /// <param name="page">The open page.</param>
    /// <param name="name">The name of the page in the descriptions and pictures.</param>
    /// <param name="views">The views to check; null for those of this run.</param>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, string name, IReadOnlyList<View>? views = null)
    {
        views ??= Long.Asked || Pictures is not null ? Every : Few;
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(await page.TitleAsync()))
            faults.Add("no title");
        if (await page.Locator("h1:visible").CountAsync() is not 1 and var headings)
            faults.Add($"{headings} h1");
        if (await page.GetByRole(AriaRole.Main).CountAsync() is not 1 and var mains)
            faults.Add($"{mains} main landmarks");

        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe);
        foreach (var (width, theme, onlyColors) in views)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
            var found = await page.EvaluateAsync<string[]>(Script, onlyColors);
            faults.AddRange(found.Select(fault => $"{width} {theme}: {fault}"));
            if (Pictures is not null)
            {
                var path = Path.Combine(Pictures, $"{name}-{width}-{theme}.png");
                await page.ScreenshotAsync(new() { Path = path, FullPage = true });
            }
        }
        await page.SetViewportSizeAsync(Desktop, 900);
        return [.. faults.Select(fault => $"{name}: {fault}")];
    }

    /// <summary>Opens the page on a phone and returns by how much it is wider than the screen; null if it fits.</summary>
    public static async Task<string?> WiderThanPhoneAsync(IPage page, string path)
    {
        await page.SetViewportSizeAsync(Phone, 900);
        await page.GotoAsync(path);
        var wider = await page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        return wider > 0 ? $"{wider} pixels wider than the screen" : null;
    }

    // Finishes animations first, so contrast is measured in the final colors. Rules that axe rates lower are not run, and neither
    // are those that download the styles again, because both take a third of the time and report nothing here. Frames are
    // separate documents and are not checked.
    const string Script = """
        async (onlyColors) => {
            document.getAnimations()
                .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity)
                .forEach((animation) => animation.finish());
            const { scrollWidth, clientWidth } = document.documentElement;
            const lower = axe._audit.rules.filter(({ impact }) => impact === "minor" || impact === "moderate");
            const { violations } = await axe.run({
                resultTypes: ["violations"],
                iframes: false,
                preload: false,
                ...onlyColors
                    ? { runOnly: ["color-contrast"] }
                    : { rules: Object.fromEntries(lower.map(({ id }) => [id, { enabled: false }])) },
            });
            return [
                ...scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} pixels wider than the screen`] : [],
                ...violations.filter(({ impact }) => impact === "serious" || impact === "critical")
                    .map(({ id, impact, nodes }) =>
                        `${id} (${impact}) at ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`),
            ];
        }
        """;
}
