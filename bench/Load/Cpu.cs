using System.Globalization;

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
    /// Resident memory in megabytes of a process that has come to rest: nobody asks it for anything, and it has not moved by a megabyte for a
    /// while. The product tidies up after fifteen to twenty quiet seconds; nothing is done to it from here.
    /// </summary>
    public static async Task<double> ResidentAtRestOfAsync(int process)
    {
        const int quiet = 25, most = 90;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var (last, since) = (ResidentOf(process), 0);
        for (var second = 0; second < most && since < quiet; second++)
        {
            await timer.WaitForNextTickAsync();
            var now = ResidentOf(process);
            (last, since) = Math.Abs(now - last) > 1 ? (now, 0) : (last, since + 1);
        }
        return ResidentOf(process);
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
