using System.Text.Json;

namespace App.Organizations.Pages;

/// <summary>Lists the currencies that a new organization can have, and where they are used.</summary>
public static class Currencies
{
    static readonly (string Code, string Name)[] Named =
    [
        ("EUR", "Euro"), ("USD", "US dollar"), ("GBP", "Pound sterling"), ("CHF", "Swiss franc"), ("AUD", "Australian dollar"),
        ("CAD", "Canadian dollar"), ("CZK", "Czech koruna"), ("DKK", "Danish krone"), ("HUF", "Hungarian forint"),
        ("INR", "Indian rupee"), ("JPY", "Japanese yen"), ("MXN", "Mexican peso"), ("NOK", "Norwegian krone"),
        ("NZD", "New Zealand dollar"), ("PLN", "Polish złoty"), ("RON", "Romanian leu"), ("SEK", "Swedish krona"),
        ("SGD", "Singapore dollar"), ("ZAR", "South African rand"),
    ];

    public static readonly IReadOnlyList<SelectOption> Options =
        [.. Named.Select(currency => new SelectOption(currency.Code, $"{currency.Code} – {currency.Name}"))];

    /// <summary>Says where a currency is used.</summary>
    /// <param name="Currency">The ISO 4217 code.</param>
    /// <param name="Regions">The ISO 3166 codes of the countries whose only currency it is.</param>
    /// <param name="Zones">
    /// What the IANA time zones of these countries start with. Many people use a browser in US or British English elsewhere, so a
    /// language counts only together with a time zone of its country.
    /// </param>
    public sealed record Area(string Currency, IReadOnlyList<string> Regions, IReadOnlyList<string> Zones);

    /// <summary>Gets the areas in which the currency of a new organization is plain.</summary>
    public static IReadOnlyList<Area> Areas { get; } =
    [
        Of("EUR", "AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK", "Europe/ Atlantic/ Asia/Nicosia"),
        Of("USD", "US", "America/ Pacific/Honolulu US/"),
        Of("GBP", "GB", "Europe/London GB"),
        Of("CHF", "CH LI", "Europe/Zurich Europe/Vaduz"),
        Of("AUD", "AU", "Australia/"),
        Of("CAD", "CA", "America/ Canada/"),
        Of("CZK", "CZ", "Europe/Prague"),
        Of("DKK", "DK", "Europe/Copenhagen"),
        Of("HUF", "HU", "Europe/Budapest"),
        Of("INR", "IN", "Asia/Kolkata Asia/Calcutta"),
        Of("JPY", "JP", "Asia/Tokyo"),
        Of("MXN", "MX", "America/"),
        Of("NOK", "NO", "Europe/Oslo"),
        Of("NZD", "NZ", "Pacific/Auckland"),
        Of("PLN", "PL", "Europe/Warsaw"),
        Of("RON", "RO", "Europe/Bucharest"),
        Of("SEK", "SE", "Europe/Stockholm"),
        Of("SGD", "SG", "Asia/Singapore"),
        Of("ZAR", "ZA", "Africa/Johannesburg"),
    ];

    /// <summary>Gets the areas as JSON, for js/region.js.</summary>
    public static readonly string AreasJson = JsonSerializer.Serialize(Areas, Json.Options);

    static Area Of(string currency, string regions, string zones) => new(currency, regions.Split(' '), zones.Split(' '));
}
