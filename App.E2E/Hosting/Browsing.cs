using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace App.E2E;

/// <summary>
/// The browser windows of a journey. It collects content security policy violations and script errors of every page they open.
/// </summary>
public sealed class Browsing : IAsyncDisposable
{
    /// <summary>The most characters of a page in the output of a test.</summary>
    const int MostShown = 3_000;

    /// <summary>The longest time for which the content of a page is awaited, in milliseconds.</summary>
    const int LongestRead = 5_000;

    readonly IBrowser browser;
    readonly ConcurrentBag<IBrowserContext> contexts = [];
    readonly ConcurrentQueue<string> errors = new();

    Browsing(IBrowser browser) => this.browser = browser;

    public static async Task<Browsing> OpenAsync() => new(await SharedBrowser.GetAsync());

    /// <summary>Opens a page in a new browser context without cookies.</summary>
    public Task<IPage> VisitorAsync(
        string url, int width = 1440, bool script = true, (string Locale, string Zone)? region = null) =>
        OpenAsync(url, width, script, null, region);

    /// <summary>Opens another window of the same person: a new browser context with a copy of the cookies.</summary>
    public async Task<IPage> AgainAsync(IPage page, string url, bool script = true) =>
        await OpenAsync(url, 1440, script, await page.Context.StorageStateAsync());

    async Task<IPage> OpenAsync(
        string url, int width, bool script, string? state, (string Locale, string Zone)? region = null)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = url,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = script,
            StorageState = state,
            Locale = region?.Locale,
            TimezoneId = region?.Zone,
            ReducedMotion = ReducedMotion.Reduce, // a click waits until what it clicks has stopped moving
        });
        contexts.Add(context);
        context.SetDefaultTimeout(SharedBrowser.StepTimeout);
        context.Console += (_, message) =>
        {
            if (message.Type == "error"
                && (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)
                    || message.Text.Contains("Uncaught", StringComparison.Ordinal)))
                errors.Enqueue($"{message.Page?.Url}: {message.Text}");
        };
        context.WebError += (_, failure) => errors.Enqueue($"{failure.Page?.Url}: {failure.Error}");
        return await context.NewPageAsync();
    }

    /// <summary>The content security policy violations and the script errors so far.</summary>
    public IReadOnlyCollection<string> Errors => errors;

    /// <summary>Fails if a page violated the content security policy or a script failed, and says in full what happened.</summary>
    public void AssertNoErrors() => Assert.True(errors.IsEmpty, string.Join("\n", errors));

    public async ValueTask DisposeAsync()
    {
        foreach (var context in contexts)
        {
            foreach (var page in context.Pages)
            {
                try
                {
                    await KeepContentAsync(page);
                }
                catch (Exception unreadable) when (unreadable is PlaywrightException or TimeoutException)
                {
                    // the failure of the test must be reported, not that its page could not be read
                    TestContext.Current.TestOutputHelper?.WriteLine($"{page.Url} could not be read: {unreadable.Message}");
                }
            }
            await context.CloseAsync();
        }
    }

    /// <summary>
    /// Writes to the output of the test, which is shown if it fails, what the page shows at its end and what its app has logged as
    /// an error. The whole page goes to the folder that STOCKADE_LOGS names, if it is set.
    /// </summary>
    async Task KeepContentAsync(IPage page)
    {
        if (page.Url == "about:blank")
            return;
        var shown = await page.Locator("body").InnerTextAsync(new() { Timeout = LongestRead });
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{page.Url} shows: {shown[..Math.Min(shown.Length, MostShown)]}\n{RunningApp.ErrorsAt(page.Url)}");
        if (Environment.GetEnvironmentVariable("STOCKADE_LOGS") is not { } logs)
            return;
        var method = TestContext.Current.TestMethod?.MethodName ?? "fixture";
        var file = Path.Combine(logs, $"{method}-{Guid.CreateVersion7():N}.html");
        await File.WriteAllTextAsync(file, $"<!-- {page.Url} {string.Join('\n', errors)} -->\n{await page.ContentAsync()}");
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

    /// <summary>Waits until the circuit of the page is connected. If it is not in time, the error says what the page shows.</summary>
    public static async Task LiveAsync(this IPage page)
    {
        try
        {
            await page.Locator(".app[data-live]").WaitForAsync();
        }
        catch (TimeoutException failure)
        {
            var shown = await page.EvaluateAsync<string>("() => `${document.readyState}: ${document.body?.outerHTML}`");
            throw new TimeoutException($"The circuit of {page.Url} is not connected. {shown}", failure);
        }
    }
}
