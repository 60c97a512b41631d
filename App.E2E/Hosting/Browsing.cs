using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace App.E2E;

/// <summary>
/// Runs one Chromium for a journey and collects content security policy violations and script errors of every page it opens.
/// </summary>
public sealed class Browsing : IAsyncDisposable
{
    static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];

    readonly IPlaywright playwright;
    readonly IBrowser browser;
    readonly ConcurrentQueue<string> errors = new();

    Browsing(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static async Task<Browsing> OpenAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("STOCKADE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Flags,
        }));
    }

    /// <summary>Opens a page in a new browser context without cookies.</summary>
    public async Task<IPage> VisitorAsync(string url, int width = 1440, bool script = true)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = url,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = script,
        });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error"
                && (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)
                    || message.Text.Contains("Uncaught", StringComparison.Ordinal)))
                errors.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => errors.Enqueue($"{page.Url}: {error}");
        return page;
    }

    /// <summary>The content security policy violations and the script errors so far.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

static class PageReading
{
    /// <summary>Opens an interactive page and waits for its circuit, so clicks are handled.</summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.LiveAsync();
    }

    /// <summary>Waits until the circuit of the page is connected.</summary>
    public static Task LiveAsync(this IPage page) => page.Locator(".app[data-live]").WaitForAsync();
}
