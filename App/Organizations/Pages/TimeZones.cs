using App.Platform.Ui;

namespace App.Organizations.Pages;

/// <summary>The time zones offered, by their IANA names.</summary>
static class TimeZones
{
    /// <param name="current">Offered too, whatever this machine knows it as.</param>
    public static IReadOnlyList<SelectOption> Options(string current) =>
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => Charter.IsZone(id) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Append(current).Distinct().Order(StringComparer.Ordinal).Select(id => new SelectOption(id, id.Replace('_', ' ')))];
}
