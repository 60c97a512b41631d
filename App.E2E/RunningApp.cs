using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace App.E2E;

/// <summary>The product as a process of its own, as <c>./run</c> starts it: Development, seeded, on a free pair of ports.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    readonly string data;
    readonly Dictionary<string, string> environment;
    readonly StringBuilder output = new();
    Process? process;

    RunningApp(int port, string data, Dictionary<string, string> environment) => (Port, this.data, this.environment) = (port, data, environment);

    public int Port { get; }
    public string Url => $"http://localhost:{Port}";

    /// <summary>What it wrote to the terminal so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>The file that tells scripts how to drive a fresh instance.</summary>
    public JsonElement Demo => JsonDocument.Parse(File.ReadAllText(DemoFile)).RootElement;

    public string DemoFile => Path.Combine(data, "demo.json");

    /// <param name="database">Where it keeps everything.</param>
    /// <param name="through">Connection string of a role, when not straight to the database.</param>
    /// <param name="demo">Whether to seed.</param>
    /// <param name="demoFile">The demo.json of the start that seeded the database, when another one did.</param>
    /// <param name="settings">More of its environment.</param>
    public static Task<RunningApp> StartAsync(TestDatabase database, Func<string, string>? through = null, bool demo = true, string? demoFile = null, params (string Name, string Value)[] settings) =>
        StartAsync(role => role == "OWNER" ? database.Connection(role) : (through ?? database.Connection)(role), demo, demoFile, settings);

    /// <param name="connection">Connection string of a role.</param>
    /// <param name="demo">Whether to seed.</param>
    /// <param name="demoFile">The demo.json of the start that seeded the database, when another one did.</param>
    /// <param name="settings">More of its environment.</param>
    public static async Task<RunningApp> StartAsync(Func<string, string> connection, bool demo = true, string? demoFile = null, params (string Name, string Value)[] settings)
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
            ["Encryption__Key"] = $"e2e:{Convert.ToBase64String(new byte[32])}", // whoever shares a database shares its keys
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

    /// <summary>Starts it, and waits until it says that it is ready.</summary>
    public async Task StartAgainAsync()
    {
        var ready = new TaskCompletionSource();
        process = Launch("serve");
        process.OutputDataReceived += (_, line) => { if (line.Data?.StartsWith("Ready:", StringComparison.Ordinal) == true) ready.TrySetResult(); };
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"It ended before it was ready:\n{Output}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(90));
    }

    /// <summary>As <c>kill -9</c> does: no warning, no farewell.</summary>
    public async Task KillAsync()
    {
        process!.EnableRaisingEvents = false;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public HttpClient Http(string? key = null)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(Url) };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    /// <summary>A command of the app, such as <c>migrate</c>, in the same environment.</summary>
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
        var start = new ProcessStartInfo("dotnet", [AppFile, .. command]) { WorkingDirectory = TestDatabase.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var launched = new Process { StartInfo = start, EnableRaisingEvents = true };
        launched.OutputDataReceived += Keep;
        launched.ErrorDataReceived += Keep;
        launched.Start();
        return launched;
    }

    public static string AppFile => Environment.GetEnvironmentVariable("STOCKADE_E2E_APP") ?? Path.Combine(TestDatabase.Root, "artifacts", "bin", "App", "debug", "App.dll");

    void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            output.AppendLine(line.Data);
    }

    /// <summary>
    /// A port whose successor is free too: https listens there. Below those that the system gives to outgoing connections: one of these
    /// could take the port of an app that was killed and is to start again.
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
                // Taken: another pair.
            }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
