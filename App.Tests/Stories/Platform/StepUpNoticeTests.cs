using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class StepUpNoticeTests : UiScenario
{
    [Theory]
    [InlineData(true, "/account/confirm")]
    [InlineData(false, "/account/security")]
    public void A_missing_factor_is_linked_in_a_new_tab(bool stepUp, string address)
    {
        var shown = Render<ProblemNotice>(parameters => parameters
            .Add(notice => notice.Notice, stepUp ? Problem.StepUpRequired : Problem.SecondFactorRequired));

        var link = shown.Find("a");
        Assert.Equal((address, "_blank"), (link.GetAttribute("href"), link.GetAttribute("target")));
    }

    [Fact]
    public void Other_refusals_have_no_link() =>
        Assert.Empty(Render<ProblemNotice>(
            parameters => parameters.Add(notice => notice.Notice, Problem.Missing("The order"))).FindAll("a"));

    [Fact]
    public void A_QR_code_has_a_text_alternative()
    {
        var shown = Render<QrImage>(
            parameters => parameters.Add(image => image.Text, "tea").Add(image => image.Label, "Key for the app"));

        var svg = shown.Find("svg");
        Assert.Equal(
            ("img", "Key for the app", "0 0 29 29"),
            (svg.GetAttribute("role"), svg.GetAttribute("aria-label"), svg.GetAttribute("viewBox")));
    }
}
