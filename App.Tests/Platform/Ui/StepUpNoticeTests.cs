using App.Platform;
using App.Platform.Ui;
using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class StepUpNoticeTests : UiStory
{
    [Theory]
    [InlineData(true, "/account/confirm")]
    [InlineData(false, "/account/security")]
    public void A_refusal_for_want_of_a_factor_leads_there_in_a_tab_of_its_own(bool stepUp, string address)
    {
        var shown = Render<ProblemNotice>(parameters => parameters.Add(notice => notice.Notice, stepUp ? Problem.StepUpRequired : Problem.SecondFactorRequired));

        var link = shown.Find("a");
        Assert.Equal((address, "_blank"), (link.GetAttribute("href"), link.GetAttribute("target")));
    }

    [Fact]
    public void Other_refusals_lead_nowhere() =>
        Assert.Empty(Render<ProblemNotice>(parameters => parameters.Add(notice => notice.Notice, Problem.Missing("The order"))).FindAll("a"));

    [Fact]
    public void A_QR_code_says_in_words_what_it_is()
    {
        var shown = Render<QrImage>(parameters => parameters.Add(image => image.Text, "tea").Add(image => image.Label, "Key for the app"));

        Assert.Equal(("img", "Key for the app", "0 0 29 29"), (shown.Find("svg").GetAttribute("role"), shown.Find("svg").GetAttribute("aria-label"), shown.Find("svg").GetAttribute("viewBox")));
    }
}
