using Bunit;

namespace App.Tests.Platform.Ui;

/// <summary>The fields that changed are shown with their values before and after.</summary>
public sealed class KeyValueDiffTests : UiScenario
{
    [Fact]
    public void Times_are_shown_as_times_and_other_values_as_they_are()
    {
        var diff = Render<KeyValueDiff>(parameters => parameters.Add(shown => shown.Changes,
        [
            new FieldChange("expires_at", null, "2026-12-07T14:17:02.18432+00:00"),
            new FieldChange("note", "2026-12-07T14:17:02Z", "looks_at"),
            new FieldChange("looked_at", "never", null),
        ]));

        Assert.Equal("2026-12-07T14:17:02Z", diff.Find("ins time").GetAttribute("datetime"));
        Assert.Equal(["2026-12-07T14:17:02Z", "never"], diff.FindAll("del").Select(value => value.TextContent));
        Assert.Equal("looks_at", diff.FindAll("ins")[1].TextContent);
    }
}
