using App.Platform.Ui;

namespace App.Organizations.Pages;

/// <summary>The currencies offered when an organization is founded.</summary>
static class Currencies
{
    public static readonly IReadOnlyList<SelectOption> Options =
        [.. new[] { "EUR", "USD", "GBP", "CHF", "AUD", "CAD", "CZK", "DKK", "HUF", "INR", "JPY", "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "ZAR" }.Select(code => new SelectOption(code, code))];
}
