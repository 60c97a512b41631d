using App.Storefront;
using App.Storefront.Settings;
using App.Tests.Platform.Ui;
using Bunit;

namespace App.Tests.Storefront;

public sealed class AccentVerdictTests : UiStory
{
    string Verdict(string? color) => Render<AccentVerdict>(given => given.Add(verdict => verdict.Theme, AccentTheme.Of(color))).Markup;

    [Fact]
    public void A_color_that_can_be_read_on_paper_is_said_to_be_used_as_it_is()
    {
        var verdict = Verdict("#0E6B58");

        Assert.Contains("#0E6B58 5.5:1", verdict);
        Assert.Contains("Used as it is", verdict);
        Assert.Contains("Lightened until", verdict); // in the dark
    }

    [Fact]
    public void One_that_cannot_is_shown_beside_the_darker_tone_that_is_used()
    {
        var verdict = Verdict("#F2A900");

        Assert.Contains("#F2A900 1.7:1", verdict);
        Assert.Contains("Darkened until", verdict);
        Assert.Contains($"fill=\"{AccentTheme.Of("#F2A900")!.Light.Strong}\"", verdict);
    }

    [Fact]
    public void Without_a_color_it_says_whose_is_worn() => Assert.Contains("wears ours", Verdict(null));
}
