using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace App.Docs.Parts;

/// <summary>Sets comments and texts of code apart by color. It knows what most languages have in common, no more.</summary>
static partial class CodeMarkup
{
    public static MarkupString Of(string code)
    {
        var html = new System.Text.StringBuilder(code.Length * 2);
        var at = 0;
        foreach (Match match in Token().Matches(code))
        {
            html.Append(HtmlEncoder.Default.Encode(code[at..match.Index]));
            html.Append(match.Groups["comment"].Success ? "<span class=\"c\">" : "<span class=\"s\">");
            html.Append(HtmlEncoder.Default.Encode(match.Value)).Append("</span>");
            at = match.Index + match.Length;
        }
        return new(html.Append(HtmlEncoder.Default.Encode(code[at..])).ToString());
    }

    // A text before a comment, so a # or // in a text is not taken for a comment.
    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `[^`]*`
        | (?<comment> /\*.*?\*/ | (?<![:\w])//[^\n]* | (?<=^|\s)\#[^\n]* )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Token();
}
