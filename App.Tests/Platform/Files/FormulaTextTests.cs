namespace App.Tests.Platform.Files;

/// <summary>Neutralizing text that a spreadsheet would run as a formula, and restoring it.</summary>
public sealed class FormulaTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+491234")]
    [InlineData("-2+3")]
    [InlineData("@sum(a1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("＝1+1")]
    [InlineData("'=1+1")]
    [InlineData("''+1")]
    public void A_formula_becomes_text_and_comes_back_unchanged(string formula)
    {
        var neutral = FormulaText.Neutralize(formula);

        Assert.Equal("'" + formula, neutral);
        Assert.Equal(formula, FormulaText.Restore(neutral));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Darjeeling 250 g")]
    [InlineData("'tis the season")]
    [InlineData("a=b")]
    [InlineData("'")]
    public void Other_text_is_left_as_it_is(string text)
    {
        Assert.Equal(text, FormulaText.Neutralize(text));
        Assert.Equal(text, FormulaText.Restore(text));
    }
}
