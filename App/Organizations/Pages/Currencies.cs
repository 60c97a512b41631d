namespace App.Organizations.Pages;

/// <summary>Lists the currencies that a new organization can have.</summary>
static class Currencies
{
    static readonly string[] Codes =
    [
        "EUR", "USD", "GBP", "CHF", "AUD", "CAD", "CZK", "DKK", "HUF", "INR", "JPY", "MXN", "NOK", "NZD", "PLN", "RON", "SEK",
        "SGD", "ZAR",
    ];

    public static readonly IReadOnlyList<SelectOption> Options = [.. Codes.Select(code => new SelectOption(code, code))];
}
