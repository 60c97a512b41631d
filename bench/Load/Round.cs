namespace Load;

/// <summary>The result of one round of one side.</summary>
/// <param name="Operations">Number of operations.</param>
/// <param name="Seconds">Elapsed time.</param>
/// <param name="App">Milliseconds of processor time of the side's process.</param>
/// <param name="Postgres">Milliseconds of processor time of the database server.</param>
/// <param name="Latencies">Milliseconds of each operation; empty if operations are not timed one by one.</param>
sealed record Round(int Operations, double Seconds, double App, double Postgres, double[] Latencies)
{
    public double Rate => Operations / Seconds;
    public double AppEach => App / Operations;
    public double PostgresEach => Postgres / Operations;
    public double Each => (App + Postgres) / Operations;
}

/// <summary>A line of the table: the rounds of both sides.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Organizations">Number of organizations in the database.</param>
/// <param name="App">Rounds of the product.</param>
/// <param name="Baseline">Rounds of the baseline.</param>
/// <param name="Goal">Goal shown in the table, usually the highest acceptable ratio.</param>
sealed record Line(string Name, int Organizations, IReadOnlyList<Round> App, IReadOnlyList<Round> Baseline, string Goal)
{
    /// <summary>Ratio of processor time to the baseline: the median over the pairs of rounds.</summary>
    public double Ratio => Median(App.Zip(Baseline, (app, baseline) => app.Each / baseline.Each));

    /// <summary>Ratio of throughput to the baseline: the median over the pairs of rounds.</summary>
    public double RateRatio => Median(App.Zip(Baseline, (app, baseline) => app.Rate / baseline.Rate));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
    }
}
