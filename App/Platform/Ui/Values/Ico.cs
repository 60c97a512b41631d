using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// A drawing beside a word: <c>@Ico.Of("search")</c>. It is never the only carrier of a meaning, so assistive technology skips it. Markup, not
/// a component: a page shows some thirty, and each as a component held two kilobytes for as long as the page is open.
/// </summary>
public static class Ico
{
    static readonly ConcurrentDictionary<(string Name, int Size), MarkupString> Drawn = new();

    /// <param name="name">As in build/icons.txt. From our own code: nothing that anyone has typed comes here.</param>
    /// <param name="size">In pixels.</param>
    public static MarkupString Of(string name, int size = 18) => Drawn.GetOrAdd((name, size), static drawing => new MarkupString(string.Create(CultureInfo.InvariantCulture,
        $"""
        <svg class="ico" width="{drawing.Size}" height="{drawing.Size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{string.Concat(IconDrawings.Find(drawing.Name).Select(path => $"<path d=\"{path}\" />"))}</svg>
        """)));
}
