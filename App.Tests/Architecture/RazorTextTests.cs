using System.Text.RegularExpressions;

namespace App.Tests.Architecture;

/// <summary>
/// Razor takes <c>word@Name</c> for an email address and prints it as text. An expression directly after a letter or digit needs
/// parentheses: <c>Next@(Icons.Svg("chevron-right"))</c>.
/// </summary>
public sealed partial class RazorTextTests
{
    [Fact]
    public void No_expression_is_printed_as_text()
    {
        var found = Sources.Read(["App"], ".razor").SelectMany(file => Found(file.Path, file.Text)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("<a>Next@Icons.Svg(\"chevron-right\")</a>")]
    [InlineData("<p>Order@number was placed</p>")]
    [InlineData("<p>Total2@Sum(lines)</p>")]
    public void An_expression_directly_after_a_letter_is_found(string text) => Assert.NotEmpty(Found("App/Page.razor", text));

    [Theory]
    [InlineData("<a>Next@(Icons.Svg(\"chevron-right\"))</a>")]
    [InlineData("<a>Next @Icons.Svg(\"chevron-right\")</a>")]
    [InlineData("<label>@Label@if (Optional)\n{\n<span>optional</span>\n}</label>")]
    [InlineData("<input placeholder=\"you@shop.example\" />")]
    [InlineData("<p>Hello</p>\n@code {\n    string mail = \"ana@people\";\n}")]
    public void Parentheses_a_space_an_address_and_a_second_expression_are_fine(string text) => Assert.Empty(Found("App/Page.razor", text));

    static IEnumerable<string> Found(string path, string text)
    {
        var code = text.IndexOf("@code", StringComparison.Ordinal);
        var markup = code < 0 ? text : text[..code];
        return Expression().Matches(markup).Select(match => $"{path}: {match.Value}");
    }

    /// <summary>
    /// A word of the text, an at sign and a name. The word is not itself an expression, and the name is not a domain, which goes on
    /// with a dot and a lower-case label.
    /// </summary>
    [GeneratedRegex(@"(?<![@.\w])\w+@(?>[A-Za-z_]\w*)(?!\.[a-z])")]
    private static partial Regex Expression();
}
