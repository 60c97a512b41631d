using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace App.Docs.Parts;

/// <summary>Sets comments and texts of code apart by color. It knows what most languages have in common, no more.</summary>
static partial class CodeMarkup
{
    public static MarkupString Of(string code) => Markup.Each(PartsOf(code), part => part.Class is null
        ? Markup.Of($"{part.Text}")
        : Markup.Of($"<span class=\"{part.Class}\">{part.Text}</span>"));

    /// <summary>Divides code into comments (class c), texts (class s) and the rest.</summary>
    static IEnumerable<(string Text, string? Class)> PartsOf(string code)
    {
        var at = 0;
        foreach (Match match in Token().Matches(code))
        {
            yield return (code[at..match.Index], null);
            yield return (match.Value, match.Groups["comment"].Success ? "c" : "s");
            at = match.Index + match.Length;
        }
        yield return (code[at..], null);
    }

    // A text before a comment, so a # or // in a text is not taken for a comment.
    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `[^`]*`
        | (?<comment> /\*.*?\*/ | (?<![:\w])//[^\n]* | (?<=^|\s)\#[^\n]* )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Token();
}
