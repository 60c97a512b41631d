using System.Diagnostics;

namespace Load;

/// <summary>Runs rounds of the product and of the baseline in turn and reads their processor time from the kernel.</summary>
sealed class Bench(Side app, Side baseline, int postmaster, Data data, Options options)
{
    const int Concurrency = 8;

    /// <summary>
    /// Warm-up rounds are not counted: for about ten seconds the runtime recompiles hot methods, and plans are cached. The
    /// warm-up ends when none of the last few rounds was noticeably cheaper than the cheapest before.
    /// </summary>
    const int Settled = 4, MostWarmUp = 40;
    const double Noticeably = 0.97;

    /// <summary>
    /// Compares one operation of the product with the same operation of the baseline and adds a line to the table.
    /// </summary>
    /// <param name="name">Name of the line in the table.</param>
    /// <param name="goal">Goal shown in the table.</param>
    /// <param name="ofApp">Runs one operation of the product, given its number.</param>
    /// <param name="ofBaseline">Runs one operation of the baseline; null if there is no baseline.</param>
    /// <param name="count">Operations in a round.</param>
    public Task CompareAsync(string name, string goal, Func<int, Task> ofApp, Func<int, Task>? ofBaseline, int count) =>
        AlternateAsync(name, goal, () => DriveAsync(app, ofApp, count), ofBaseline is null ? null : () => DriveAsync(baseline, ofBaseline, count));

    public async Task AlternateAsync(string name, string goal, Func<Task<Round>> ofApp, Func<Task<Round>>? ofBaseline)
    {
        if (!options.Wants(name))
            return;
        Console.Error.Write($"{name}, {data.Organizations.Count} organizations ");
        var (apps, baselines) = (new List<Round>(), new List<Round>());
        var (least, leastOther, since) = (double.MaxValue, double.MaxValue, 0);
        for (var i = 0; i < MostWarmUp && since < Settled; i++)
        {
            var (one, other) = await RoundAsync('-');
            since = one.Each < Noticeably * least || other?.Each < Noticeably * leastOther ? 0 : since + 1;
            (least, leastOther) = (Math.Min(least, one.Each), Math.Min(leastOther, other?.Each ?? double.MaxValue));
            await data.AnalyzeAsync();
        }
        for (var i = 0; i < options.Rounds; i++)
        {
            var (one, other) = await RoundAsync('.');
            apps.Add(one);
            if (other is not null)
                baselines.Add(other);
        }
        var line = new Line(name, data.Organizations.Count, apps, baselines, goal);
        Table.Add(line);
        Console.Error.WriteLine($" {line.Ratio:0.00}");

        async Task<(Round One, Round? Other)> RoundAsync(char mark)
        {
            var round = (await ofApp(), ofBaseline is null ? null : await ofBaseline());
            Console.Error.Write(mark);
            return round;
        }
    }

    public async Task<Round> DriveAsync(Side side, Func<int, Task> operation, int count, int concurrency = Concurrency)
    {
        var latencies = new double[count];
        var next = -1;
        return await MeasureAsync(side, count, latencies, () => Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var began = Stopwatch.GetTimestamp();
                await operation(i);
                latencies[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        }))));
    }

    /// <summary>Measures a round, including the work that its operations leave to the background loops of the product.</summary>
    public async Task<Round> MeasureAsync(Side side, int count, double[] latencies, Func<Task> work)
    {
        var (own, server, began) = (Cpu.Of(side.Id), Cpu.OfServer(postmaster), Stopwatch.GetTimestamp());
        await work();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await data.SettleAsync();
        return new(count, seconds, Cpu.Of(side.Id) - own, Cpu.OfServer(postmaster) - server, latencies);
    }
}
