using System.Globalization;

namespace Load;

/// <summary>
/// Prints the results as a table, each row immediately, so an interrupted benchmark still shows what it has measured.
/// </summary>
static class Table
{
    public static void Begin()
    {
        Console.WriteLine("| what | organizations | op/s | p50 ms | p99 ms | app CPU ms/op | PostgreSQL CPU ms/op | baseline: op/s | app CPU | PostgreSQL CPU | CPU against baseline | goal |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    }

    public static void Add(Line line)
    {
        var latencies = line.App.SelectMany(round => round.Latencies).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {line.Name} | {line.Organizations} | {Median(line.App, round => round.Rate):0} | {Number(Line.Percentile(latencies, 0.5))} | {Number(Line.Percentile(latencies, 0.99))} " +
            $"| {Median(line.App, round => round.AppEach):0.00} | {Median(line.App, round => round.PostgresEach):0.00} " +
            $"| {Beside(line)} | {line.Goal} |"));
    }

    /// <summary>Prints the results that have no baseline.</summary>
    public static void End(IEnumerable<(string What, double Found, string Unit, string Goal)> footing)
    {
        Console.WriteLine();
        foreach (var (what, found, unit, goal) in footing)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- {what}: {found:0.0} {unit}{(goal.Length > 0 ? $" (goal: {goal})" : "")}"));
    }

    static string Beside(Line line) => line.Baseline.Count == 0 ? "| | |" : string.Create(CultureInfo.InvariantCulture,
        $"{Median(line.Baseline, round => round.Rate):0} | {Median(line.Baseline, round => round.AppEach):0.00} | {Median(line.Baseline, round => round.PostgresEach):0.00} " +
        $"| {line.Ratio:0.00}x (rate {line.RateRatio:0.00}x)");

    static double Median(IEnumerable<Round> rounds, Func<Round, double> of) => Line.Median(rounds.Select(of));

    static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.0", CultureInfo.InvariantCulture);
}
