using System.Diagnostics;
using System.Net;

namespace Load;

/// <summary>One of the two measured processes: the product or the baseline.</summary>
sealed class Side : IDisposable
{
    readonly Process process;

    public HttpClient Http { get; }
    public string Name { get; }
    public int Id => process.Id;

    /// <summary>Processor time in milliseconds from the start to the first 200 response.</summary>
    public double ColdStart { get; private set; }

    Side(string name, Process process, int port)
    {
        (Name, this.process) = (name, process);
        Http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10) })
        {
            BaseAddress = new Uri($"http://localhost:{port}"),
            DefaultRequestVersion = HttpVersion.Version11,
        };
    }

    public static async Task<Side> StartAsync(string name, string dll, int port, string firstPage, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { dll }, WorkingDirectory = Path.GetDirectoryName(dll)!, RedirectStandardOutput = true };
        foreach (var (key, value) in environment)
            start.Environment[key] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && (text.Contains("fail:", StringComparison.Ordinal) || text.StartsWith("      ", StringComparison.Ordinal)))
                Console.Error.WriteLine($"[{name}] {text}");
        };
        process.BeginOutputReadLine();
        var side = new Side(name, process, port);
        await side.WaitAsync(firstPage);
        return side;
    }

    async Task WaitAsync(string firstPage)
    {
        var limit = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            if (process.HasExited || limit.Elapsed > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException($"{Name} did not start.");
            try
            {
                using var answer = await Http.GetAsync(new Uri(firstPage, UriKind.Relative));
                answer.EnsureSuccessStatusCode();
                ColdStart = Cpu.Of(process.Id);
                return;
            }
            catch (HttpRequestException failure) when (failure.StatusCode is null)
            {
                await timer.WaitForNextTickAsync();
            }
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
        Http.Dispose();
    }
}
