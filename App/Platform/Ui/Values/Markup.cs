using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Builds markup from an interpolated string: <c>Markup.Of($"""&lt;rect height="{height}" /&gt;""")</c>. Interpolated values are
/// encoded unless they are markup themselves, so user input can't become an element. Use it for content with many small parts and
/// no events, such as columns, cells and rows: an open page keeps about 40 bytes for every element and attribute that a component
/// renders, twice that if it renders them again, but for markup only the text.
/// </summary>
[InterpolatedStringHandler]
public readonly struct Markup(int literalLength, int formattedCount)
{
    readonly StringBuilder text = new(literalLength + 8 * formattedCount);

    public static MarkupString Of(Markup markup) => new(markup.text.ToString());

    /// <summary>Concatenates the markup of all items, such as the columns of a chart or the rows of a table.</summary>
    public static MarkupString Each<T>(IEnumerable<T> items, Func<T, MarkupString> draw) =>
        new(string.Concat(items.Select(item => draw(item).Value)));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string? value) => text.Append(HtmlEncoder.Default.Encode(value ?? ""));

    public void AppendFormatted(int value) => text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(MarkupString value) => text.Append(value.Value);
}
