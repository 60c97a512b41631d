using App.SignIn;

namespace App.Tests.SignIn;

public sealed class TypedCodeTests
{
    [Theory]
    [InlineData("271828")]
    [InlineData(" 271 828\n")]
    [InlineData("271-828")]
    [InlineData("271\u2013828")]
    [InlineData("\u200B271\u00A0828")]
    [InlineData("２７１８２８")]
    [InlineData("٢٧١٨٢٨")] // Arabic-Indic
    [InlineData("۲۷۱۸۲۸")] // Persian
    [InlineData("२७१८२८")] // Devanagari
    [InlineData("𝟐𝟕𝟏𝟖𝟐𝟖")]
    public void Digits_count_in_every_script_and_with_every_separator(string typed) =>
        Assert.Equal("271828", TypedCode.DigitsOf(typed));

    [Theory]
    [InlineData("abcd-efgh-ijkl-mnop")]
    [InlineData("ABCD EFGH IJKL MNOP")]
    [InlineData("ＡＢＣＤ－ＥＦＧＨ－ＩＪＫＬ－ＭＮＯＰ")]
    public void Letters_count_in_every_case_and_width(string typed) => Assert.Equal("ABCDEFGHIJKLMNOP", TypedCode.Of(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\uD83D")]
    [InlineData("²½Ⅷ")]
    public void Other_text_is_no_code(string? typed) => Assert.NotEqual(6, TypedCode.DigitsOf(typed).Length);
}
