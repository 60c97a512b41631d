using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace App.E2E.Deployment;

/// <summary>
/// Publishes the app and runs the result in Production as an unprivileged user. <c>./test --long</c> does so with the command of
/// the Dockerfile, which builds the app again and compiles it ahead of time; otherwise what was built for the tests is published.
/// </summary>
public sealed partial class PublishedApp : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("stockade-published-").FullName;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        // Compressing the assets takes a minute and is not tested here. The analyzers have run before the tests.
        const string plain = "-p:CompressionEnabled=false";
        var (code, output) = Long.Asked
            ? await RunAsync(
                Path.Combine(TestDatabase.Root, "build", "publish.sh"), [folder, plain, "-p:RunAnalyzers=false"], null)
            : await RunAsync(
                "dotnet",
                ["publish", Path.Combine(TestDatabase.Root, "App.csproj"), "-c", "Debug", "--no-build", "-o", folder, plain], null);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task It_starts_unprivileged_in_Production_only_with_the_documented_required_settings()
    {
        var docker = await File.ReadAllTextAsync(Path.Combine(TestDatabase.Root, "Dockerfile"));
        Assert.Contains("RUN build/publish.sh /published", docker);
        Assert.Contains("USER $APP_UID", docker);

        await ShipsNoticesAsync();

        var (exitCode, log) = await RunAsync("dotnet", ["App.dll", "serve"], []);
        Assert.Equal(78, exitCode);
        Assert.Equal(Required(), Lines().Matches(log).Select(line => line.Groups[1].Value).Intersect(Required()));

        var (misspelled, reason) = await RunAsync(
            "dotnet", ["App.dll", "serve"], new() { ["ASPNETCORE_ENVIRONMENT"] = "Staging" });
        Assert.Equal((78, true), (misspelled, reason.Contains("must be Production or Development", StringComparison.Ordinal)));

        await using var database = await TestDatabase.CreateAsync();
        var port = FreePort();
        Dictionary<string, string> settings = new()
        {
            ["ConnectionStrings__Owner"] = database.Connection("OWNER"),
            ["ConnectionStrings__App"] = database.Connection("APP"),
            ["ConnectionStrings__Ops"] = database.Connection("OPS"),
            ["PublicUrl"] = "https://shop.example",
            ["Encryption__Key"] = $"test:{Convert.ToBase64String(new byte[32])}",
            ["Mail__From"] = "Stockade <no-reply@shop.example>",
            ["Mail__Smtp__Host"] = "localhost",
            ["Proxies__Known"] = "127.0.0.1,::1",
            ["ASPNETCORE_HTTP_PORTS"] = $"{port}",
        };
        Assert.Equal(0, (await RunAsync("dotnet", ["App.dll", "migrate"], settings)).Code);
        settings.Remove("ConnectionStrings__Owner"); // the serving process refuses it
        using var serving = Launch("dotnet", ["App.dll", "serve"], settings, new StringBuilder());
        try
        {
            using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
            using var http = new HttpClient(handler) { BaseAddress = new($"http://127.0.0.1:{port}") };
            await ReadyAsync(http, serving);

            using var plain = await http.GetAsync("/login");
            Assert.Equal(
                (HttpStatusCode.MovedPermanently, "https://shop.example/login"),
                (plain.StatusCode, plain.Headers.Location?.ToString()));
            http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
            var page = await http.GetStringAsync("/login");
            Assert.Contains("Sign in", page);
            foreach (Match asset in Assets().Matches(page))
                Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/" + asset.Groups[1].Value)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await http.GetAsync("/dev/mail")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/products")).StatusCode);
        }
        finally
        {
            serving.Kill(entireProcessTree: true);
            await serving.WaitForExitAsync();
        }
    }

    /// <summary>Asserts that the notices list every published package and that the license texts are published too.</summary>
    async Task ShipsNoticesAsync()
    {
        var notices = await File.ReadAllTextAsync(Path.Combine(folder, "THIRD-PARTY-NOTICES.md"));
        Assert.True(File.Exists(Path.Combine(folder, "licenses", "LGPL-3.0.txt")), "The license texts are not published.");
        using var shipped = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "App.deps.json")));
        var packages = shipped.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Replace("/", " | ", StringComparison.Ordinal)).ToList();
        Assert.True(packages.Count > 10, "The pattern no longer finds the packages.");
        Assert.All(packages, package => Assert.Contains($"| {package} |", notices));
    }

    static async Task ReadyAsync(HttpClient http, Process serving)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var attempt = 0; attempt < 300; attempt++)
        {
            Assert.False(serving.HasExited, "The app exited.");
            try
            {
                if ((await http.GetAsync("/healthz/ready")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await timer.WaitForNextTickAsync();
        }
        Assert.Fail("The app was not ready within half a minute.");
    }

    /// <summary>Returns the required settings according to docs/settings.md.</summary>
    static string[] Required() =>
        [
            .. File.ReadAllLines(Path.Combine(TestDatabase.Root, "docs", "settings.md"))
                .Where(line => line.EndsWith("| **does not start** |", StringComparison.Ordinal))
                .Select(line => line.Split('`')[1]),
        ];

    /// <summary>Runs a program and waits for it to end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">The complete environment of an app in Production, or null to inherit that of the test.</param>
    async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, Dictionary<string, string>? settings)
    {
        var output = new StringBuilder();
        using var run = Launch(program, arguments, settings, output);
        await run.WaitForExitAsync();
        return (run.ExitCode, output.ToString());
    }

    Process Launch(string program, string[] arguments, Dictionary<string, string>? settings, StringBuilder output)
    {
        var start = new ProcessStartInfo
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As root, run as postgres, who may use the socket of the test cluster; any other user is unprivileged already.
        string[] unprivileged = settings is not null && Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--no-new-privs"]
            : [];
        string[] command = [.. unprivileged, program, .. arguments];
        start.FileName = command[0];
        foreach (var argument in command[1..])
            start.ArgumentList.Add(argument);
        if (settings is not null)
        {
            var path = start.Environment["PATH"];
            start.Environment.Clear();
            start.Environment["PATH"] = path;
            start.Environment["HOME"] = "/nonexistent";
            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
            foreach (var (name, value) in settings)
                start.Environment[name] = value;
        }
        var launched = new Process { StartInfo = start };
        launched.OutputDataReceived += (_, line) => Keep(line.Data);
        launched.ErrorDataReceived += (_, line) => Keep(line.Data);
        launched.Start();
        launched.BeginOutputReadLine();
        launched.BeginErrorReadLine();
        return launched;

        void Keep(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"^  - ([A-Za-z_]+) is missing", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex(@"(?:href|src)=""((?:css|js|_framework|_content)/[^""]+)""")]
    private static partial Regex Assets();
}
