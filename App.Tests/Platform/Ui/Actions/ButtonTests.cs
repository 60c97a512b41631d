using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class ButtonTests : UiScenario
{
    [Fact]
    public async Task A_busy_button_keeps_its_label_and_ignores_clicks()
    {
        var work = new TaskCompletionSource();
        var clicks = 0;
        var button = Render<Button>(with => with.AddChildContent("Save order").Add(it => it.OnClick, () =>
        {
            clicks++;
            return work.Task;
        }));

        var first = button.Find("button").ClickAsync();
        await button.Find("button").ClickAsync();

        Assert.Equal("true", button.Find("button").GetAttribute("aria-busy"));
        Assert.Contains("Save order", button.Find("button").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, clicks);

        work.SetResult();
        await first;
        Assert.Null(button.Find("button").GetAttribute("aria-busy"));
    }

    [Fact]
    public void A_button_does_not_submit_by_default() =>
        Assert.Equal("button", Render<Button>().Find("button").GetAttribute("type"));
}
