using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Draws an icon beside a text: <c>@Icons.Svg("search")</c>. An icon never conveys meaning without its text, so assistive
/// technology ignores it. It is markup rather than a component because a page has about thirty icons, and each component would
/// take two kilobytes of memory while the page is open.
/// </summary>
public static class Icons
{
    const string Stroke = "stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";

    static readonly ConcurrentDictionary<(string Name, int Size), MarkupString> Drawn = new();

    /// <summary>Returns the svg element of an icon.</summary>
    /// <param name="name">The name as in build/icons.txt. It must never come from user input.</param>
    /// <param name="size">The width and height in pixels.</param>
    public static MarkupString Svg(string name, int size = 18) =>
        Drawn.GetOrAdd((name, size), static icon => Draw(icon.Name, icon.Size));

    static MarkupString Draw(string name, int size)
    {
        var pixels = size.ToString(CultureInfo.InvariantCulture);
        var start = $"""<svg class="ico" width="{pixels}" height="{pixels}" viewBox="0 0 24 24" fill="none" {Stroke}""";
        var paths = string.Concat(IconDrawings.Find(name).Select(path => $"<path d=\"{path}\" />"));
        return new MarkupString($"""{start} aria-hidden="true" focusable="false">{paths}</svg>""");
    }
}
