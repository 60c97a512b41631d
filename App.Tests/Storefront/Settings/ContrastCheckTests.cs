using App.Storefront;
using App.Storefront.Settings;
using Bunit;

namespace App.Tests.Storefront;

public sealed class ContrastCheckTests : UiScenario
{
    string MarkupOf(string? color) => Render<ContrastCheck>(
        parameters => parameters.Add(check => check.Theme, AccentTheme.Of(color))).Markup;

    [Fact]
    public void A_color_readable_on_a_light_background_is_reported_as_used_unchanged()
    {
        var markup = MarkupOf("#0E6B58");

        Assert.Contains("#0E6B58 5.5:1", markup);
        Assert.Contains("Used as it is", markup);
        Assert.Contains("Lightened until", markup); // in dark mode
    }

    [Fact]
    public void An_unreadable_color_is_shown_next_to_the_darker_tone_in_use()
    {
        var markup = MarkupOf("#F2A900");

        Assert.Contains("#F2A900 1.7:1", markup);
        Assert.Contains("Darkened until", markup);
        Assert.Contains($"fill=\"{AccentTheme.Of("#F2A900")!.Light.Strong}\"", markup);
    }

    [Fact]
    public void Without_a_color_the_default_color_is_reported() => Assert.Contains("uses the default color", MarkupOf(null));
}
