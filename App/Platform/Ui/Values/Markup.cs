using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// A drawing as text: <c>Markup.Of($"""&lt;rect height="{height}" /&gt;""")</c>. What stands in the holes is encoded, unless it is markup itself,
/// so nothing that anyone has typed becomes an element. An open page keeps forty bytes for each element and each attribute that a component
/// writes, twice when it writes them again; of this, the text. For what has many small parts and no events: columns, cells, rows.
/// </summary>
[InterpolatedStringHandler]
public readonly struct Markup(int literalLength, int formattedCount)
{
    readonly StringBuilder text = new(literalLength + 8 * formattedCount);

    public static MarkupString Of(Markup markup) => new(markup.text.ToString());

    /// <summary>The same for each: columns of a chart, rows of a table.</summary>
    public static MarkupString Each<T>(IEnumerable<T> items, Func<T, MarkupString> draw) => new(string.Concat(items.Select(item => draw(item).Value)));

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string? value) => text.Append(HtmlEncoder.Default.Encode(value ?? ""));

    public void AppendFormatted(int value) => text.Append(CultureInfo.InvariantCulture, $"{value}");

    public void AppendFormatted(MarkupString value) => text.Append(value.Value);
}
