using App.Organizations.Pages;

namespace App.Tests.Organizations.Pages;

/// <summary>The sign-up form names each currency, and suggests one where the browser's region leaves no doubt.</summary>
public sealed class CurrenciesTests
{
    [Fact]
    public void Every_option_has_a_known_code_and_a_name() => Assert.All(Currencies.Options, option =>
    {
        Assert.True(Currency.IsKnown(option.Value), option.Value);
        Assert.StartsWith($"{option.Value} – ", option.Text);
    });

    [Fact]
    public void Every_area_leads_to_an_option() =>
        Assert.Empty(Currencies.Areas.Select(area => area.Currency).Except(Currencies.Options.Select(option => option.Value)));

    [Fact]
    public void A_region_has_only_one_currency() =>
        Assert.DoesNotContain(
            Currencies.Areas.SelectMany(area => area.Regions).GroupBy(region => region), same => same.Count() > 1);

    [Theory]
    [InlineData("DE", "Europe/Berlin", "EUR")]
    [InlineData("US", "America/Chicago", "USD")]
    [InlineData("GB", "Europe/London", "GBP")]
    [InlineData("US", "Europe/Berlin", null)] // a browser in US English in Germany
    [InlineData("GB", "Europe/Madrid", null)]
    [InlineData("BR", "America/Sao_Paulo", null)] // not in the list of currencies
    public void A_region_counts_only_with_a_time_zone_of_its_country(string region, string zone, string? currency)
    {
        var area = Currencies.Areas.FirstOrDefault(area =>
            area.Regions.Contains(region) && area.Zones.Any(start => zone.StartsWith(start, StringComparison.Ordinal)));

        Assert.Equal(currency, area?.Currency);
    }
}
