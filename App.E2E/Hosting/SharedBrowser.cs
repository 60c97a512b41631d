using App.E2E;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace App.E2E;

/// <summary>
/// Runs one Chromium for all tests, because a start takes a second. Each journey opens browser contexts of its own, which share
/// neither cookies nor caches.
/// </summary>
public sealed class SharedBrowser : IAsyncDisposable
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
    ];

    /// <summary>
    /// The timeout of one step of a browser test, in milliseconds. It is long because two tests run at a time: on a slow machine,
    /// a test that restarts its app can delay the other one by half a minute.
    /// </summary>
    public const int StepTimeout = 60_000;

    const long SharedMemoryNeeded = 1L << 30;

    static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> started = new(StartAsync);

    public static async Task<IBrowser> GetAsync() => (await started.Value).Browser;

    static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(StepTimeout);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("STOCKADE_CHROMIUM") ?? "/usr/bin/chromium",
            Args = HasSharedMemory() ? Flags : [.. Flags, "--disable-dev-shm-usage"],
        });
        return (playwright, browser);
    }

    /// <summary>Containers often have 64 MB of shared memory, with which Chromium crashes; it then uses slower files.</summary>
    static bool HasSharedMemory() =>
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > SharedMemoryNeeded;

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var (playwright, browser) = await started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
