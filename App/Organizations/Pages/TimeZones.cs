namespace App.Organizations.Pages;

/// <summary>Lists the time zones that an organization can have.</summary>
static class TimeZones
{
    /// <param name="current">The organization's current time zone. It is listed even if this machine does not know it.</param>
    public static IReadOnlyList<SelectOption> Options(string current)
    {
        var known = TimeZoneInfo.GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id => NewOrganization.IsZone(id) && !id.StartsWith("Etc/", StringComparison.Ordinal));
        return
        [
            .. known.Append(current).Distinct().Order(StringComparer.Ordinal)
                .Select(id => new SelectOption(id, id.Replace('_', ' '))),
        ];
    }
}
