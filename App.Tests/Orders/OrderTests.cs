using App.Orders;

namespace App.Tests.Orders;

/// <summary>Sample orders have numbers of their own, which people can search for like others.</summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData(1042, "SO-1042")]
    [InlineData(-3, "SAMPLE-3")]
    public void A_number_is_shown_with_its_prefix_and_read_back(long number, string text)
    {
        Assert.Equal(text, Order.TextOf(number));
        Assert.Equal(number, Order.NumberIn(text));
        Assert.Equal(number, Order.NumberIn(text.ToLowerInvariant()));
    }

    [Theory]
    [InlineData("1042", 1042)]
    [InlineData("-3", null)]
    [InlineData("PO-7", null)]
    [InlineData("", null)]
    public void Other_text_is_a_number_only_if_it_has_no_prefix(string text, int? number) =>
        Assert.Equal(number, Order.NumberIn(text));
}
