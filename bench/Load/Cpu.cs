using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Load;

/// <summary>Processor time and memory as the kernel keeps them (proc(5)).</summary>
static class Cpu
{
    const double MillisecondsPerTick = 1000.0 / 100; // USER_HZ

    /// <summary>User and system milliseconds of a process.</summary>
    public static double Of(int process) => Read(process) is { } stat ? (stat[11] + stat[12]) * MillisecondsPerTick : 0;

    /// <summary>The same of a PostgreSQL server: the postmaster, its living children, and those that have left.</summary>
    public static double OfServer(int postmaster)
    {
        var own = Read(postmaster)!;
        var sum = own[11] + own[12] + own[13] + own[14];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) && Read(process) is { } child && child[1] == postmaster)
                sum += child[11] + child[12];
        return sum * MillisecondsPerTick;
    }

    /// <summary>Resident memory in megabytes.</summary>
    public static double ResidentOf(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>
    /// Resident memory in megabytes of a .NET process that has come to rest: nobody asks it for anything, and full collections, asked for as
    /// profilers do (the runtime's GCHeapCollect keyword), give nothing more back. The collector keeps a freed region for some twenty of
    /// them, and gives memory back by the second; so a second counts when it gave a megabyte, and ten that gave none are rest.
    /// </summary>
    public static async Task<double> ResidentAtRestOfAsync(int process)
    {
        const int eachSecond = 4, quiet = 10, most = 60;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var (least, since) = (ResidentOf(process), 0);
        for (var second = 0; second < most && since < quiet; second++)
        {
            for (var i = 0; i < eachSecond; i++)
                await CollectAsync(process);
            await timer.WaitForNextTickAsync();
            since = ResidentOf(process) < least - 1 ? 0 : since + 1;
            least = Math.Min(least, ResidentOf(process));
        }
        return ResidentOf(process);
    }

    static async Task CollectAsync(int process)
    {
        const long collect = 0x800000;
        using var session = new DiagnosticsClient(process).StartEventPipeSession([new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, collect)], requestRundown: false);
        var read = session.EventStream.CopyToAsync(Stream.Null);
        await session.StopAsync(CancellationToken.None);
        await read;
    }

    /// <summary>The fields after the name, from the third (state) on, as numbers; null when the process has gone.</summary>
    static long[]? Read(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
