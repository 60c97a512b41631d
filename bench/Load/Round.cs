namespace Load;

/// <summary>What one round of one side came to.</summary>
/// <param name="Operations">How many were done.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="App">Milliseconds of processor time of the side's process.</param>
/// <param name="Postgres">The same of the database server.</param>
/// <param name="Latencies">Milliseconds of each operation; empty where there is no single one to time.</param>
sealed record Round(int Operations, double Seconds, double App, double Postgres, double[] Latencies)
{
    public double Rate => Operations / Seconds;
    public double AppEach => App / Operations;
    public double PostgresEach => Postgres / Operations;
    public double Each => (App + Postgres) / Operations;
}

/// <summary>A line of the table: the rounds of both sides, taken in turn.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Organizations">How many there were.</param>
/// <param name="App">Rounds of the product.</param>
/// <param name="Baseline">Rounds of the baseline.</param>
/// <param name="Goal">What the ratio should be at most.</param>
sealed record Line(string Name, int Organizations, IReadOnlyList<Round> App, IReadOnlyList<Round> Baseline, string Goal)
{
    /// <summary>Processor time against the baseline, the median of the pairs.</summary>
    public double Ratio => Median(App.Zip(Baseline, (app, baseline) => app.Each / baseline.Each));

    /// <summary>Speed against the baseline.</summary>
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
