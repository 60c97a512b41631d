namespace App.Tests.Platform.Ui.Charts;

public sealed class ChartLabelsTests
{
    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(2, new[] { 0, 1 })]
    [InlineData(7, new[] { 0, 2, 4, 6 })]
    [InlineData(24, new[] { 0, 5, 11, 17, 23 })]
    [InlineData(30, new[] { 0, 7, 14, 21, 29 })]
    [InlineData(90, new[] { 0, 22, 44, 66, 89 })]
    public void The_first_and_the_last_day_and_a_few_between_have_a_label(int points, int[] labeled) =>
        Assert.Equal(labeled, ChartLabels.Of(points));

    [Fact]
    public void A_label_is_below_the_middle_of_its_day() =>
        Assert.Equal(
            """<span style="inset-inline-start:25%">2 Nov</span><span style="inset-inline-start:75%">3 Nov</span>""",
            ChartLabels.Draw([new("2 Nov", 1), new("3 Nov", 2)]).Value);
}
