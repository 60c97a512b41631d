using System.Globalization;

namespace App.Backstage;

/// <summary>Says in words when a cron expression of five fields fires. It knows the forms that our schedules have.</summary>
public static class CronWords
{
    /// <returns>Null for a form that it does not know.</returns>
    public static string? Of(string cron) => cron.Split(' ') switch
    {
        ["*", "*", "*", "*", "*"] => "Every minute",
        [var minutes, "*", "*", "*", "*"] when Number(minutes, 59) is { } minute => $"Every hour, {minute} min past",
        [var minutes, "*", "*", "*", "*"] when minutes.Split('/') is [var range, var step] && Number(step, 59) is { } every =>
            EveryFew(range, every),
        [var minutes, var hours, "*", "*", "*"] when Number(minutes, 59) is { } minute && Number(hours, 23) is { } hour =>
            string.Create(CultureInfo.InvariantCulture, $"Every day at {hour:00}:{minute:00} UTC"),
        _ => null,
    };

    static string? EveryFew(string range, int every) => range.Split('-') switch
    {
        ["*"] => $"Every {every} min",
        [var first, "59"] when Number(first, 59) is { } minute => $"Every {every} min, from {minute} min past the hour",
        _ => null,
    };

    static int? Number(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
