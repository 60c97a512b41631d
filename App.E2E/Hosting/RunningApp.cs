using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace App.E2E;

/// <summary>Runs the product as a separate process like <c>./run</c>: in Development, seeded, on two free ports.</summary>
public sealed partial class RunningApp : IAsyncDisposable
{
    /// <summary>The most errors in the output of a test.</summary>
    const int MostErrors = 5;

    static readonly ConcurrentDictionary<int, RunningApp> running = new();
    readonly string data;
    readonly Dictionary<string, string> environment;
    readonly StringBuilder output = new();
    Process? process;

    RunningApp(int port, string data, Dictionary<string, string> environment)
    {
        Port = port;
        running[port] = this;
        this.data = data;
        this.environment = environment;
    }

    public int Port { get; }
    public string Url => $"http://localhost:{Port}";

    /// <summary>The console output so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>The errors that the app at this URL has logged, the latest last.</summary>
    public static string ErrorsAt(string url) => running.TryGetValue(new Uri(url).Port, out var app)
        ? string.Join('\n', LoggedErrors().Matches(app.Output).TakeLast(MostErrors).Select(error => error.Value))
        : "";

    /// <summary>The content of demo.json, which tells scripts the accounts and keys of a new instance.</summary>
    public JsonElement Demo => JsonDocument.Parse(File.ReadAllText(DemoFile)).RootElement;

    public string DemoFile => Path.Combine(data, "demo.json");

    /// <summary>Starts the app on a test database.</summary>
    /// <param name="database">The database of the app.</param>
    /// <param name="through">Returns the connection string of a role if the app must not connect directly.</param>
    /// <param name="demo">Whether to seed the demo.</param>
    /// <param name="demoFile">The demo.json of the instance that seeded the database, if another one did.</param>
    /// <param name="settings">Additional environment variables.</param>
    public static Task<RunningApp> StartAsync(
        TestDatabase database,
        Func<string, string>? through = null,
        bool demo = true,
        string? demoFile = null,
        params (string Name, string Value)[] settings) =>
        StartAsync(
            role => role == "OWNER" ? database.Connection(role) : (through ?? database.Connection)(role),
            demo,
            demoFile,
            settings);

    /// <summary>Starts the app on any database.</summary>
    /// <param name="connection">Returns the connection string of a role.</param>
    /// <param name="demo">Whether to seed the demo.</param>
    /// <param name="demoFile">The demo.json of the instance that seeded the database, if another one did.</param>
    /// <param name="settings">Additional environment variables.</param>
    public static async Task<RunningApp> StartAsync(
        Func<string, string> connection, bool demo = true, string? demoFile = null, params (string Name, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("stockade-e2e-").FullName;
        var port = FreePair();
        var app = new RunningApp(port, data, new()
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["STOCKADE_PORT"] = $"{port}",
            ["STOCKADE_DATA"] = data,
            ["STOCKADE_DEMO"] = demo ? "true" : "false",
            ["STOCKADE_LIMITS"] = "relaxed",
            ["DetailedErrors"] = "true", // the browser is told what failed in a circuit
            ["Encryption__Key"] = $"e2e:{Convert.ToBase64String(new byte[32])}", // instances that share a database share its keys
            ["ConnectionStrings__Owner"] = connection("OWNER"),
            ["ConnectionStrings__App"] = connection("APP"),
            ["ConnectionStrings__Ops"] = connection("OPS"),
        });
        foreach (var (name, value) in settings)
            app.environment[name] = value;
        if (demoFile is not null)
            File.Copy(demoFile, app.DemoFile);
        else
            await app.RunToEndAsync("migrate");
        await app.StartAgainAsync();
        return app;
    }

    /// <summary>Starts the process and waits until it reports that it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var ready = new TaskCompletionSource();
        process = Launch("serve");
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("Ready:", StringComparison.Ordinal) == true)
                ready.TrySetResult();
        };
        process.Exited += (_, _) =>
            ready.TrySetException(new InvalidOperationException($"The app exited before it was ready:\n{Output}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(90));
    }

    /// <summary>Kills the process like <c>kill -9</c>, without a graceful shutdown.</summary>
    public async Task KillAsync()
    {
        process!.EnableRaisingEvents = false;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public HttpClient Http(string? key = null)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var http = new HttpClient(handler) { BaseAddress = new(Url) };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    /// <summary>Runs a command of the app, such as <c>migrate</c>, in the same environment and waits for it to end.</summary>
    public async Task RunToEndAsync(params string[] command)
    {
        using var run = Launch(command);
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        await run.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {run.ExitCode}:\n{Output}");
    }

    Process Launch(params string[] command)
    {
        var start = new ProcessStartInfo("dotnet", [AppFile, .. command])
        {
            WorkingDirectory = TestDatabase.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var launched = new Process { StartInfo = start, EnableRaisingEvents = true };
        launched.OutputDataReceived += Keep;
        launched.ErrorDataReceived += Keep;
        launched.Start();
        return launched;
    }

    public static string AppFile =>
        Environment.GetEnvironmentVariable("STOCKADE_E2E_APP")
        ?? Path.Combine(TestDatabase.Root, "artifacts", "bin", "App", "debug", "App.dll");

    void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }

    /// <summary>
    /// Returns a port whose successor is free too, because HTTPS listens there. It is below the ephemeral port range: an outgoing
    /// connection could otherwise take the port of an app that was killed and is about to restart.
    /// </summary>
    static int FreePair()
    {
        while (true)
            try
            {
                var port = Random.Shared.Next(15_000, 30_000);
                using var first = new TcpListener(IPAddress.Loopback, port);
                using var second = new TcpListener(IPAddress.Loopback, port + 1);
                first.Start();
                second.Start();
                return port;
            }
            catch (SocketException)
            {
                // One of the ports is taken: try another pair.
            }
    }

    /// <summary>Matches the header of an error and the lines that belong to it, which are indented.</summary>
    [GeneratedRegex(@"^(fail|crit): .*\n( .*\n)*", RegexOptions.Multiline)]
    private static partial Regex LoggedErrors();

    public async ValueTask DisposeAsync()
    {
        running.TryRemove(Port, out _);
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        if (Environment.GetEnvironmentVariable("STOCKADE_LOGS") is { } logs)
        {
            Directory.CreateDirectory(logs);
            await File.WriteAllTextAsync(Path.Combine(logs, $"app-{Port}.log"), Output);
        }
        Directory.Delete(data, recursive: true);
    }
}
