using App.Shell;

namespace App.Tests.Shell;

public sealed class TitleMatchTests
{
    [Theory]
    [InlineData("Create order", "create", TitleMatch.Start)]
    [InlineData("Create order", "order", TitleMatch.Word)]
    [InlineData("Create order", "ordre", TitleMatch.Typo)] // two swapped letters
    [InlineData("Create order", "craete order", TitleMatch.Typo)]
    [InlineData("Create order", "odrer create", TitleMatch.Typo)] // in any order
    [InlineData("Customers", "custmers", TitleMatch.Typo)] // a missing letter
    [InlineData("Customers", "cusstom", TitleMatch.Typo)] // an extra letter
    [InlineData("Customers", "cuztom", TitleMatch.Typo)] // a wrong letter
    [InlineData("Customers", "cstm", TitleMatch.Letters)]
    [InlineData("Customers", "czztom", TitleMatch.None)] // two wrong letters
    [InlineData("Orders", "odr", TitleMatch.Letters)] // too short for a typo
    [InlineData("Orders", "orderz", TitleMatch.Typo)]
    [InlineData("Orders", "ordersss", TitleMatch.None)]
    [InlineData("Orders", "", TitleMatch.None)]
    public void A_title_is_found_by_its_words_also_with_one_typo_in_each(string title, string typed, TitleMatch match) =>
        Assert.Equal(match, TitleMatch.Of(title, typed));
}
