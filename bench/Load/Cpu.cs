using System.Globalization;

namespace Load;

/// <summary>Reads processor time and memory from the kernel (proc(5)).</summary>
static class Cpu
{
    const double MillisecondsPerTick = 1000.0 / 100; // USER_HZ

    /// <summary>Returns the user and system time of a process in milliseconds.</summary>
    public static double Of(int process) => Read(process) is { } stat ? (stat[11] + stat[12]) * MillisecondsPerTick : 0;

    /// <summary>Returns the processor time of a PostgreSQL server: the postmaster and its current and former children.</summary>
    public static double OfServer(int postmaster)
    {
        var own = Read(postmaster)!;
        var sum = own[11] + own[12] + own[13] + own[14];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) && Read(process) is { } child && child[1] == postmaster)
                sum += child[11] + child[12];
        return sum * MillisecondsPerTick;
    }

    /// <summary>Returns the resident memory of a process in megabytes.</summary>
    public static double ResidentOf(int process) =>
        long.Parse(File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>
    /// Returns the resident memory of an idle process in megabytes, once it has not changed by more than a megabyte for 25
    /// seconds, or after 90 seconds. The product trims its memory itself after 15 to 20 idle seconds; the benchmark does not
    /// trigger it.
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

    /// <summary>
    /// Returns the fields after the process name, starting with the third (state), as numbers; null if the process has ended.
    /// </summary>
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
