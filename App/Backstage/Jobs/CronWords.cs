using System.Globalization;

namespace App.Backstage;

/// <summary>
/// Describes in words when a cron expression of five fields fires. It supports the formats that our schedules use.
/// </summary>
public static class CronWords
{
    /// <summary>Returns the description; null for a format that is not supported.</summary>
    public static string? Of(string cron) => cron.Split(' ') switch
    {
        ["*", "*", "*", "*", "*"] => "Every minute",
        [var minutes, "*", "*", "*", "*"] when Number(minutes, 59) is { } minute => $"Every hour, {minute} min past",
        [var minutes, "*", "*", "*", "*"] when minutes.Split('/') is [var range, var step] && Number(step, 59) is { } interval =>
            IntervalText(range, interval),
        [var minutes, var hours, "*", "*", "*"] when Number(minutes, 59) is { } minute && Number(hours, 23) is { } hour =>
            string.Create(CultureInfo.InvariantCulture, $"Every day at {hour:00}:{minute:00} UTC"),
        _ => null,
    };

    static string? IntervalText(string range, int interval) => range.Split('-') switch
    {
        ["*"] => $"Every {interval} min",
        [var first, "59"] when Number(first, 59) is { } minute => $"Every {interval} min, from {minute} min past the hour",
        _ => null,
    };

    static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
