namespace App.Demo;

/// <summary>Represents one order of the demo's history: when it is placed, and when it is fulfilled or canceled.</summary>
sealed record DemoOrder(DateTimeOffset PlacedAt, DateTimeOffset? FulfilledAt = null, DateTimeOffset? CanceledAt = null)
{
    /// <summary>The number of orders that are open on every day of the week, so that the home page has something to do.</summary>
    public const int Open = 6;

    public bool IsOpen => FulfilledAt is null && CanceledAt is null;

    /// <summary>
    /// Plans about <paramref name="count"/> orders between two times, the oldest first. Most are fulfilled within 60 hours, some
    /// are canceled, and the last ones are still open.
    /// </summary>
    public static IReadOnlyList<DemoOrder> Plan(DateTimeOffset from, DateTimeOffset now, int count, Random random)
    {
        var times = TimesOf(from, now, count, random).ToList();
        return [.. times.Select((time, at) => at >= times.Count - Open ? new DemoOrder(time) : EndOf(time, now, random))];
    }

    static DemoOrder EndOf(DateTimeOffset time, DateTimeOffset now, Random random)
    {
        var percentile = random.Next(100);
        var fulfilled = time.AddHours(random.Next(4, 60));
        if (percentile < 3)
            return new(time, CanceledAt: time.AddHours(2));
        return fulfilled < now ? new(time, fulfilled) : new(time);
    }

    /// <summary>
    /// Returns the times in ascending order: in office hours, few on weekends, more from year to year, with a peak before
    /// Christmas.
    /// </summary>
    static IEnumerable<DateTimeOffset> TimesOf(DateTimeOffset from, DateTimeOffset now, int count, Random random)
    {
        var days = (int)(now - from).TotalDays - 1;
        var weights = Enumerable.Range(1, days)
            .Select(day => (Day: from.Date.AddDays(day), Weight: WeightOf(from.AddDays(day), day / (double)days)))
            .ToList();
        var perWeight = count / weights.Sum(day => day.Weight);
        var expected = 0.0;
        foreach (var (day, weight) in weights)
        {
            expected += weight * perWeight;
            var placed = (int)expected;
            expected -= placed;
            foreach (var minute in Enumerable.Range(0, placed).Select(_ => random.Next(6 * 60, 17 * 60)).Order())
            {
                var time = new DateTimeOffset(day, TimeSpan.Zero).AddMinutes(minute);
                if (time < now)
                    yield return time;
            }
        }
    }

    static double WeightOf(DateTimeOffset day, double progress)
    {
        var growth = 0.6 + 0.8 * progress;
        var week = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.2 : 1;
        var season = day.Month switch { 11 or 12 => 1.5, 7 or 8 => 0.8, _ => 1 };
        return growth * week * season;
    }
}
