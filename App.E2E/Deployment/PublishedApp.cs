using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace App.E2E.Deployment;

/// <summary>What the Dockerfile publishes and starts: the same command, the result run in Production by a user without rights.</summary>
public sealed partial class PublishedApp : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("stockade-published-").FullName;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        // Compressing the assets takes a minute and is not what is tried here.
        var (code, output) = await RunAsync(Path.Combine(TestDatabase.Root, "build", "publish.sh"), [folder, "-p:CompressionEnabled=false"], null);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task It_starts_in_Production_as_a_user_without_rights_with_the_documented_settings_and_refuses_to_start_without()
    {
        var docker = await File.ReadAllTextAsync(Path.Combine(TestDatabase.Root, "Dockerfile"));
        Assert.Contains("RUN build/publish.sh /published", docker);
        Assert.Contains("USER $APP_UID", docker);

        await ShipsNoticesAsync();

        var (refused, told) = await RunAsync("dotnet", ["App.dll", "serve"], []);
        Assert.Equal(78, refused);
        Assert.Equal(Required(), Lines().Matches(told).Select(line => line.Groups[1].Value).Intersect(Required()));

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
        using var serving = Launch("dotnet", ["App.dll", "serve"], settings, new StringBuilder());
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
            await ReadyAsync(http, serving);

            using var plain = await http.GetAsync("/login");
            Assert.Equal((HttpStatusCode.MovedPermanently, "https://shop.example/login"), (plain.StatusCode, plain.Headers.Location?.ToString()));
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

    /// <summary>Of every package in it the notices tell, and the license texts lie beside it.</summary>
    async Task ShipsNoticesAsync()
    {
        var notices = await File.ReadAllTextAsync(Path.Combine(folder, "THIRD-PARTY-NOTICES.md"));
        Assert.True(File.Exists(Path.Combine(folder, "licenses", "LGPL-3.0.txt")), "The license texts are not published.");
        using var shipped = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "App.deps.json")));
        var packages = shipped.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(one => one.Value.GetProperty("type").GetString() == "package")
            .Select(one => one.Name.Replace("/", " | ", StringComparison.Ordinal)).ToList();
        Assert.True(packages.Count > 10, "The pattern no longer finds the packages.");
        Assert.All(packages, package => Assert.Contains($"| {package} |", notices));
    }

    static async Task ReadyAsync(HttpClient http, Process serving)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var look = 0; look < 300; look++)
        {
            Assert.False(serving.HasExited, "It ended.");
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
        Assert.Fail("It was not ready within half a minute.");
    }

    /// <summary>As docs/settings.md lists them.</summary>
    static string[] Required() =>
        [.. File.ReadAllLines(Path.Combine(TestDatabase.Root, "docs", "settings.md")).Where(line => line.EndsWith("| **does not start** |", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];

    /// <param name="program">What to run.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">The whole environment of a start in Production; null for a command of ours in our own.</param>
    async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, Dictionary<string, string>? settings)
    {
        var output = new StringBuilder();
        using var run = Launch(program, arguments, settings, output);
        await run.WaitForExitAsync();
        return (run.ExitCode, output.ToString());
    }

    Process Launch(string program, string[] arguments, Dictionary<string, string>? settings, StringBuilder output)
    {
        var start = new ProcessStartInfo { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The user who owns the test cluster's socket; whoever is not root runs it themselves.
        string[] who = settings is not null && Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--no-new-privs"] : [];
        string[] all = [.. who, program, .. arguments];
        start.FileName = all[0];
        foreach (var argument in all[1..])
            start.ArgumentList.Add(argument);
        if (settings is not null)
        {
            var path = start.Environment["PATH"];
            start.Environment.Clear();
            (start.Environment["PATH"], start.Environment["HOME"], start.Environment["ASPNETCORE_ENVIRONMENT"]) = (path, "/nonexistent", "Production");
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
