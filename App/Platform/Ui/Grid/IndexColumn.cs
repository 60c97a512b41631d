using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// One column of an <see cref="IndexGrid{T}"/>. The first column says <see cref="Href"/>: its cell is a real link, so that the
/// row opens in a new tab, is read by a screen reader, and answers to the keyboard.
/// </summary>
public sealed class IndexColumn<T> : ComponentBase, IDisposable where T : notnull
{
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>The cell as text; <see cref="ChildContent"/> for anything else.</summary>
    [Parameter] public Func<T, object?>? Text { get; set; }
    [Parameter] public RenderFragment<T>? ChildContent { get; set; }
    [Parameter] public Func<T, string>? Href { get; set; }

    /// <summary>Figures: the cell and its head stand at the end, in tabular digits.</summary>
    [Parameter] public bool Number { get; set; }

    /// <summary>SKUs, numbers, ids, keys.</summary>
    [Parameter] public bool Mono { get; set; }

    /// <summary>Left out where the screen is as narrow as a phone.</summary>
    [Parameter] public bool Minor { get; set; }

    /// <summary>Buttons: they stand at the end, and on a phone on a line of their own.</summary>
    [Parameter] public bool Actions { get; set; }

    /// <summary>The value of sort= that orders by this column; a minus before it reverses.</summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>A CSS width; without one the columns share the room.</summary>
    [Parameter] public string? Width { get; set; }

    [CascadingParameter] IndexGrid<T>? Grid { get; set; }

    internal string Class => string.Join(' ', new[] { Number ? "num" : null, Mono ? "mono" : null, Minor ? "minor" : null, Actions ? "acts" : null }.OfType<string>());

    protected override void OnInitialized() => Grid?.Add(this);

    public void Dispose() => Grid?.Remove(this);
}
