using Bunit;

namespace App.Tests.Platform.Ui;

public sealed class NumberInputTests : UiScenario
{
    [Fact]
    public async Task Unreadable_input_stays_in_the_box_and_is_marked_invalid()
    {
        decimal? value = 5;
        var input = Render<NumberInput>(
            with => with.Add(it => it.Value, value).Add(it => it.ValueChanged, number => value = number));

        await input.Find("input").ChangeAsync("a dozen");

        Assert.Null(value);
        Assert.Equal("a dozen", input.Find("input").GetAttribute("value"));
        Assert.Equal("true", input.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal(input.Find(".fault").Id, input.Find("input").GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task Money_is_typed_in_major_units_and_stored_in_minor_units()
    {
        long? value = null;
        var input = Render<MoneyInput>(
            with => with.Add(it => it.Currency, "EUR").Add(it => it.ValueChanged, amount => value = amount));

        await input.Find("input").ChangeAsync("1.234,5");
        Assert.Equal(123450, value);

        await input.Find("input").ChangeAsync("0.005");
        Assert.Null(value);
        Assert.Contains("is not an amount in EUR", input.Find(".fault").TextContent, StringComparison.Ordinal);
    }
}
