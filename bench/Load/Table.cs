using System.Globalization;
using System.Text;

namespace Load;

/// <summary>The result, as a table for people.</summary>
static class Table
{
    public static string Of(IEnumerable<Line> lines, Footing footing)
    {
        var text = new StringBuilder();
        text.AppendLine("| what | organizations | op/s | p50 ms | p99 ms | app CPU ms/op | PostgreSQL CPU ms/op | baseline: op/s | app CPU | PostgreSQL CPU | CPU against baseline | goal |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
        foreach (var line in lines)
        {
            var latencies = line.App.SelectMany(round => round.Latencies).ToArray();
            text.AppendLine(string.Create(CultureInfo.InvariantCulture,
                $"| {line.Name} | {line.Organizations} | {Median(line.App, round => round.Rate):0} | {Number(Line.Percentile(latencies, 0.5))} | {Number(Line.Percentile(latencies, 0.99))} " +
                $"| {Median(line.App, round => round.AppEach):0.00} | {Median(line.App, round => round.PostgresEach):0.00} " +
                $"| {Beside(line)} | {line.Goal} |"));
        }
        text.AppendLine();
        foreach (var (what, found, goal) in footing.Rows)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {what}: {found} (goal: {goal})");
        return text.ToString();
    }

    static string Beside(Line line) => line.Baseline.Count == 0 ? "| | |" : string.Create(CultureInfo.InvariantCulture,
        $"{Median(line.Baseline, round => round.Rate):0} | {Median(line.Baseline, round => round.AppEach):0.00} | {Median(line.Baseline, round => round.PostgresEach):0.00} " +
        $"| {line.Ratio:0.00}x (rate {line.RateRatio:0.00}x)");

    static double Median(IEnumerable<Round> rounds, Func<Round, double> of) => Line.Median(rounds.Select(of));

    static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("0.0", CultureInfo.InvariantCulture);
}

/// <summary>What has no baseline.</summary>
sealed class Footing
{
    public List<(string What, string Found, string Goal)> Rows { get; } = [];

    public void Add(string what, double found, string unit, string goal) => Rows.Add((what, string.Create(CultureInfo.InvariantCulture, $"{found:0.0} {unit}"), goal));
}
