using System.Globalization;

namespace App.Platform.Ui;

/// <summary>Formats a time: short for the page, exact for the tooltip, relative where the age matters.</summary>
public static class WhenText
{
    public static string Brief(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone);
        return local.ToString(local.Year == today.Year ? "d MMM, HH:mm" : "d MMM yyyy", CultureInfo.CurrentCulture);
    }

    public static string Day(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var today = TimeZoneInfo.ConvertTime(now, zone);
        return local.ToString(local.Year == today.Year ? "d MMM" : "d MMM yyyy", CultureInfo.CurrentCulture);
    }

    public static string Exact(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.ToString("dddd, d MMMM yyyy, HH:mm:ss", CultureInfo.CurrentCulture) + " " + ZoneName(local, zone);
    }

    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var age = now - at;
        var ahead = age < TimeSpan.Zero;
        if (age.Duration() < TimeSpan.FromSeconds(45))
            return ahead ? "in a moment" : "just now";
        return ahead ? "in " + Age(age.Duration()) : Age(age) + " ago";
    }

    /// <summary>Formats a span of time in its largest unit: "5 min", "3 days".</summary>
    public static string Age(TimeSpan span)
    {
        return span switch
        {
            { TotalMinutes: < 60 } => $"{Math.Max(1, Math.Round(span.TotalMinutes)):0} min",
            { TotalHours: < 24 } => $"{Math.Round(span.TotalHours):0} h",
            { TotalDays: < 60 } => Math.Round(span.TotalDays) is var days && days == 1 ? "1 day" : $"{days:0} days",
            { TotalDays: < 730 } => $"{Math.Round(span.TotalDays / 30.4):0} months",
            _ => $"{Math.Round(span.TotalDays / 365.25):0} years",
        };
    }

    static string ZoneName(DateTimeOffset local, TimeZoneInfo zone) =>
        zone.Equals(TimeZoneInfo.Utc) ? "UTC" : "UTC" + local.ToString("zzz", CultureInfo.InvariantCulture);
}
