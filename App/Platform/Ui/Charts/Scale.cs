namespace App.Platform.Ui;

/// <summary>Computes the ticks of an axis. They start at zero and have round steps: 1, 2 or 5 times a power of ten.</summary>
public static class Scale
{
    static readonly decimal[] Rounds = [1m, 2m, 5m, 10m];

    /// <param name="largest">The greatest value.</param>
    /// <param name="about">About how many steps the axis has.</param>
    /// <param name="whole">Whether the values are counts, which have no ticks between whole numbers.</param>
    public static IReadOnlyList<decimal> Ticks(decimal largest, int about = 4, bool whole = false)
    {
        if (largest <= 0)
            return [0m, 1m];
        var step = Step(whole ? Math.Max(1m, largest / about) : largest / about);
        var ticks = new List<decimal> { 0m };
        while (ticks[^1] < largest)
            ticks.Add(ticks[^1] + step);
        return ticks;
    }

    static decimal Step(decimal least)
    {
        var power = 1m;
        while (power * 10m <= least)
            power *= 10m;
        while (power > least)
            power /= 10m;
        return Rounds.First(factor => factor * power >= least) * power;
    }
}
