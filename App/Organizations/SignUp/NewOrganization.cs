namespace App.Organizations;

/// <summary>Describes an organization to create.</summary>
/// <param name="Name">Up to 100 characters.</param>
/// <param name="Currency">The ISO 4217 code of its currency. It cannot be changed later.</param>
/// <param name="TimeZone">The IANA name of its time zone.</param>
/// <param name="Slug">The slug that its founder chose; null to derive one from the name.</param>
public sealed record NewOrganization(
    [property: Mailed] string Name, string Currency = "EUR", string TimeZone = "UTC", string? Slug = null)
{
    public void Check(Checks checks, string prefix = "") => checks
        .Text(Name, 100, "The organization's name", $"{prefix}name")
        .That(
            Platform.Values.Currency.IsKnown(Currency),
            $"{prefix}currency",
            "The currency must be the code of a currency of ISO 4217 in capitals, such as EUR.")
        .That(IsZone(TimeZone), $"{prefix}time_zone", "The time zone must be an IANA name, such as Europe/Berlin.")
        .That(Slug is null || SlugRules.FaultOf(Slug) is null, $"{prefix}slug", SlugRules.FaultOf(Slug ?? "") ?? "");

    public static bool IsZone(string? name) =>
        name is { Length: > 0 and <= 60 }
        && (name == "UTC" || name.Contains('/', StringComparison.Ordinal))
        && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
