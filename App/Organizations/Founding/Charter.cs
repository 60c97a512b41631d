using App.Platform;

namespace App.Organizations;

/// <summary>What an organization begins with.</summary>
/// <param name="Name">Up to 100 characters.</param>
/// <param name="Currency">ISO 4217; stays for good.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record Charter(string Name, string Currency = "EUR", string TimeZone = "UTC")
{
    public void Check(Checks checks, string prefix = "") => checks
        .Text(Name, 100, "The organization's name", $"{prefix}name")
        .That(Currency is { Length: 3 } && Currency.All(char.IsAsciiLetterUpper), $"{prefix}currency", "The currency must be an ISO 4217 code in capitals, such as EUR.")
        .That(IsZone(TimeZone), $"{prefix}time_zone", "The time zone must be an IANA name, such as Europe/Berlin.");

    public static bool IsZone(string? name) => name is { Length: > 0 and <= 60 } && (name == "UTC" || name.Contains('/', StringComparison.Ordinal)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
