using System.Text.RegularExpressions;

namespace App.Platform.Files;

/// <summary>
/// Protects spreadsheets from text that they would run as a formula (CWE-1236): an apostrophe in front makes it text. The change
/// can be reverted, so an exported file can be imported again.
/// </summary>
public static partial class FormulaText
{
    /// <summary>Returns the text with an apostrophe in front if a spreadsheet would take it for a formula.</summary>
    public static string Neutralize(string text) => Formula().IsMatch(text) ? "'" + text : text;

    /// <summary>Returns the text that <see cref="Neutralize"/> was given.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && Formula().IsMatch(text) ? text[1..] : text;

    // text that already begins with apostrophes gets one more, or Restore would take one away that belongs to it
    [GeneratedRegex(@"\A'*[=+\-@\t\r\n＝＋－＠]")]
    private static partial Regex Formula();
}
