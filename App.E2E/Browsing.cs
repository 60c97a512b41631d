using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace App.E2E;

/// <summary>One Chromium for a journey. Every page that it opens is watched: a policy violation or a script error fails the journey.</summary>
public sealed class Browsing : IAsyncDisposable
{
    static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];

    readonly IPlaywright playwright;
    readonly IBrowser browser;
    readonly ConcurrentQueue<string> complaints = new();

    Browsing(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static async Task<Browsing> OpenAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("STOCKADE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Flags,
        }));
    }

    /// <summary>A visitor with an empty jar of cookies.</summary>
    public async Task<IPage> VisitorAsync(string url, int width = 1440, bool script = true)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = url, ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = script });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("Uncaught", StringComparison.Ordinal)))
                complaints.Enqueue($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
        return page;
    }

    /// <summary>What pages broke of the content security policy, and what their scripts threw.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

static class PageReading
{
    /// <summary>On an interactive page: when its circuit is up, so that a click is heard.</summary>
    public static async Task OpenAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.LiveAsync();
    }

    public static Task LiveAsync(this IPage page) => page.Locator(".app[data-live]").WaitForAsync();
}
