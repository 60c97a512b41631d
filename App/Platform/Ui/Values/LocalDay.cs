using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Reads days in URLs, such as 2026-11-30, which mean days in the time zone of the organization.</summary>
public static class LocalDay
{
    const string Format = "yyyy-MM-dd";

    /// <summary>Returns the day; null if the text is none.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Returns the time in UTC at which the day begins; null if the text is no day.</summary>
    public static DateTimeOffset? StartOf(string? text, TimeZoneInfo zone) => StartOf(Read(text), zone);

    /// <summary>Returns the time in UTC at which the day ends, which is when the next one begins.</summary>
    public static DateTimeOffset? EndOf(string? text, TimeZoneInfo zone) => StartOf(Read(text)?.AddDays(1), zone);

    public static string? Write(DateOnly? day) => day?.ToString(Format, CultureInfo.InvariantCulture);

    static DateTimeOffset? StartOf(DateOnly? day, TimeZoneInfo zone) => day?.ToDateTime(TimeOnly.MinValue) is { } start
        ? new DateTimeOffset(start, zone.GetUtcOffset(start)).ToUniversalTime()
        : null;
}
