namespace App.Tests.Platform;

public sealed class TextKeyTests
{
    [Theory]
    [InlineData("TEA-1", "tea-1")]
    [InlineData("TEA-1", "ＴＥＡ－１")] // full width
    [InlineData("TEA-1", " TEA\u20111 ")] // a hyphen that does not break
    [InlineData("TEA-1", "TEA–1")] // en dash
    [InlineData("TEA-1", "T\u200bEA-1")] // zero-width space
    [InlineData("TEA-1", "TEA\u00ad-1")] // soft hyphen
    [InlineData("Caf\u00e9", "CAFE\u0301")] // composed and decomposed
    [InlineData("a b", "A\u00a0 \u3000b")]
    [InlineData("Straße", "STRAẞE")]
    [InlineData("ΟΔΟΣ", "οδος")] // final and other sigma
    [InlineData("5 km²", "5 KM2")]
    [InlineData("Ångström", "A\u030angstro\u0308m")]
    [InlineData("O'Neil", "O’Neil")]
    public void What_people_cannot_tell_apart_has_one_key(string one, string other) =>
        Assert.Equal(TextKey.Of(one), TextKey.Of(other));

    [Theory]
    [InlineData("TEA-1", "TEA-01")]
    [InlineData("TEA-1", "TEA1")]
    [InlineData("resume", "résumé")]
    [InlineData("a b", "ab")]
    public void What_people_can_tell_apart_has_two_keys(string one, string other) =>
        Assert.NotEqual(TextKey.Of(one), TextKey.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u00a0")]
    [InlineData("\u200b")]
    [InlineData("\ufe0f")]
    public void What_nobody_sees_has_no_key(string? text) => Assert.Null(TextKey.Of(text));

    [Fact]
    public void A_key_is_short_enough_to_be_indexed() => Assert.Equal(400, TextKey.Of(new string('\ufdfa', 80))!.Length);
}
