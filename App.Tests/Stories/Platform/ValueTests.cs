using System.Text.Json;

namespace App.Tests.Platform.Ui;

public sealed class ValueTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 3, 14, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1824050, "EUR", "€18,240.50")]
    [InlineData(-5, "USD", "−$0.05")]
    [InlineData(1500, "JPY", "¥1,500")]
    [InlineData(1234567, "KWD", "1,234.567\u00A0KWD")]
    public void Money_is_written_with_the_decimals_of_its_currency(long amount, string currency, string text) =>
        Assert.Equal(text, MoneyFormat.Full(new Money(amount, currency)));

    [Theory]
    [InlineData("12.5", "EUR", 1250L)]
    [InlineData("12.505", "EUR", null)]
    [InlineData("12.505", "KWD", 12505L)]
    [InlineData("12.5", "JPY", null)]
    [InlineData("99999999999999999999", "EUR", null)]
    public void A_typed_amount_becomes_minor_units_or_nothing(string typed, string currency, long? minor) =>
        Assert.Equal(minor, MoneyFormat.Minor(decimal.Parse(typed, System.Globalization.CultureInfo.InvariantCulture), currency));

    [Theory]
    [InlineData("1,234.50", 1234.50)]
    [InlineData("1.234,50", 1234.50)]
    [InlineData("1 234,5", 1234.5)]
    [InlineData("1’234.5", 1234.5)]
    [InlineData("12,5", 12.5)]
    [InlineData("1'234.50", 1234.50)]
    [InlineData("1\u202f234,5", 1234.5)] // a narrow space that does not break
    [InlineData("1 234,567", 1234.567)]
    [InlineData("1234.567", 1234.567)]
    [InlineData("0.005", 0.005)]
    [InlineData("1.2345", 1.2345)]
    [InlineData("12,34,567.5", 1234567.5)] // India
    [InlineData("١٢٣", 123)]
    [InlineData("١٬٢٣٤٫٥", 1234.5)]
    [InlineData("۱۲", 12)] // Persian
    [InlineData("１２．５", 12.5)] // full width
    [InlineData("\u200f-5", -5)]
    [InlineData("- 5", -5)]
    [InlineData("+5", 5)]
    [InlineData("-1.5", -1.5)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("−3", -3)]
    public void Pasted_numbers_are_parsed_in_common_formats(string text, decimal number)
    {
        Assert.True(LooseNumber.TryParse(text, out var read));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1e5")]
    [InlineData("12 pcs")]
    [InlineData("1,2.3,4")]
    [InlineData("1.2.3")]
    [InlineData("12 34")]
    [InlineData("1 2")]
    [InlineData("5-")]
    [InlineData("--5")]
    [InlineData("½")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1,234")] // 1234 or 1.234
    [InlineData("1.234")]
    [InlineData("-1.234")]
    [InlineData("１，２３４")]
    public void Text_that_is_not_a_number_is_refused(string text) => Assert.False(LooseNumber.TryParse(text, out _));

    [Theory]
    [InlineData("1,234", "Did you mean 1234 or 1.234? Type 1234 or 1.2340.")]
    [InlineData("1.000", "Did you mean 1000 or 1.000? Type 1000 or 1.0000.")]
    [InlineData("1.2340", null)]
    [InlineData("1234", null)]
    [InlineData("x", null)]
    public void Text_that_can_be_read_in_two_ways_is_asked_about(string text, string? question) =>
        Assert.Equal(question, LooseNumber.Question(text));

    [Theory]
    [InlineData("1,234", 2, 1234)] // euros have no third decimal place
    [InlineData("1.234", 0, 1234)]
    public void The_places_of_a_number_can_rule_a_reading_out(string text, int places, decimal number)
    {
        Assert.True(LooseNumber.TryParse(text, out var read, places));
        Assert.Equal(number, read);
    }

    [Theory]
    [InlineData(1.234, "1.2340")]
    [InlineData(1234, "1234")]
    [InlineData(0.005, "0.005")]
    [InlineData(-12.5, "-12.5")]
    public void What_a_field_shows_is_read_as_the_same_number(decimal number, string text)
    {
        Assert.Equal(text, LooseNumber.Text(number));
        Assert.True(LooseNumber.TryParse(text, out var read));
        Assert.Equal(number, read);
    }

    [Fact]
    public void Only_currencies_of_ISO_4217_are_known()
    {
        Assert.All(["EUR", "USD", "JPY", "KWD", "XCG"], code => Assert.True(Currency.IsKnown(code)));
        Assert.All(["ABC", "eur", "XXX", "XAU", "DEM", "BGN", "", null], code => Assert.False(Currency.IsKnown(code)));
    }

    [Theory]
    [InlineData(950, "950")]
    [InlineData(1240, "1.2k")]
    [InlineData(18240, "18k")]
    [InlineData(999_600, "1M")]
    [InlineData(3_400_000, "3.4M")]
    public void Numbers_on_an_axis_are_short(decimal number, string text) => Assert.Equal(text, ShortNumber.Of(number));

    [Theory]
    [InlineData(-10, "just now")]
    [InlineData(-300, "5 min ago")]
    [InlineData(-7200, "2 h ago")]
    [InlineData(-86400, "1 day ago")]
    [InlineData(-86400 * 90, "3 months ago")]
    [InlineData(86400 * 3, "in 3 days")]
    public void Relative_times_use_one_unit(int seconds, string text) =>
        Assert.Equal(text, WhenText.Relative(Now.AddSeconds(seconds), Now));

    [Fact]
    public void Times_are_shown_briefly_or_exactly_in_the_given_time_zone()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        Assert.Equal("3 Nov, 15:05", WhenText.Brief(Now, Now, berlin));
        Assert.Equal("Tuesday, 3 November 2026, 15:05:00 UTC+01:00", WhenText.Exact(Now, berlin));
        Assert.Equal("3 Nov 2024", WhenText.Brief(Now.AddYears(-2), Now, berlin));
    }

    [Fact]
    public void A_comparison_lists_exactly_the_members_that_differ()
    {
        var before = Json(
            """{ "name": "Tea", "price": { "amount": 1250, "currency": "EUR" }, "tags": ["a"], "note": null, "gone": true }""");
        var after = Json(
            """{ "name": "Green tea", "price": { "amount": 1390, "currency": "EUR" }, "tags": ["a", "b"], "note": null }""");

        Assert.Equal(
            [new("name", "Tea", "Green tea"), new("price.amount", "1250", "1390"), new("tags[1]", null, "b"),
                new("gone", "True", null)],
            FieldChange.Between(before, after));
        Assert.Empty(FieldChange.Between(after, after));
        Assert.Equal([new("name", null, "Tea")], FieldChange.Between(null, Json("""{ "name": "Tea" }""")));
    }

    enum Kettle { Boiling, WaitingForTea }

    [Fact]
    public void An_unknown_status_is_shown_by_its_raw_name()
    {
        var names = new StatusNames([new(Kettle.Boiling, "Bubbling", Tone.Warning, Shape.Half)]);

        Assert.Equal(new StatusName(Kettle.WaitingForTea, "Waiting for tea", Tone.Neutral, Shape.Ring),
            names.Of(Kettle.WaitingForTea));
        Assert.Equal("Bubbling", names.Of(Kettle.Boiling).Text);
    }

    [Fact]
    public void Status_badges_tell_success_and_failure_apart_by_shape() =>
        Assert.All(Features.All.SelectMany(feature => feature.Statuses), status => Assert.False(
            status is { Tone: Tone.Success, Shape: Shape.Cross } or { Tone: Tone.Danger, Shape: Shape.Filled }));

    [Theory]
    [InlineData(0, "0 1")]
    [InlineData(3, "0 1 2 3")]
    [InlineData(22, "0 10 20 30")]
    [InlineData(1234, "0 500 1000 1500")]
    public void An_axis_starts_at_zero_and_has_round_ticks(decimal largest, string ticks) => Assert.Equal(ticks, string.Join(
        ' ', Scale.Ticks(largest).Select(tick => tick.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void An_axis_of_counts_has_no_ticks_between_whole_numbers() =>
        Assert.Equal([0, 1, 2], Scale.Ticks(2, whole: true));

    static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
