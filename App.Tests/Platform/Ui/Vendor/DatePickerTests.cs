using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class DatePickerTests : UiScenario
{
    DateOnly? day = new(2026, 11, 5);

    IRenderedComponent<DatePicker> Open()
    {
        Render<VendorProviders>();
        return Render<DatePicker>(with => with
            .Add(it => it.Name, "from").Add(it => it.AriaLabel, "From this day")
            .Add(it => it.Value, day).Add(it => it.ValueChanged, chosen => day = chosen));
    }

    [Fact]
    public void The_input_has_a_name_and_an_ISO_date_so_a_plain_form_posts_it()
    {
        var box = Open().Find("input");

        Assert.Equal("from", box.GetAttribute("name"));
        Assert.Equal("2026-11-05", box.GetAttribute("value"));
        Assert.Equal("From this day", box.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_typed_date_is_accepted()
    {
        await Open().Find("input").ChangeAsync("2026-12-24");

        Assert.Equal(new DateOnly(2026, 12, 24), day);
    }

    [Fact]
    public async Task An_invalid_date_is_refused_with_a_message()
    {
        var picker = Open();

        await picker.Find("input").ChangeAsync("24/12");

        Assert.Null(day);
        Assert.Equal("true", picker.Find("input").GetAttribute("aria-invalid"));
        Assert.Contains("Not a valid date", picker.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_button_that_opens_the_calendar_has_a_name() =>
        Assert.Equal("Open the calendar", Open().Find("button").GetAttribute("aria-label"));
}
