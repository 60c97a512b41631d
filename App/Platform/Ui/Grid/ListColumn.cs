using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Defines one column of a <see cref="ListTable{T}"/>. The first column sets <see cref="Href"/>: its cell is a real link, so the
/// row can be opened in a new tab and works with screen readers and the keyboard.
/// </summary>
public sealed class ListColumn<T> : ComponentBase, IDisposable where T : notnull
{
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>Returns the text of the cell.</summary>
    [Parameter] public Func<T, object?>? Text { get; set; }

    /// <summary>
    /// Returns a value of the cell that looks the same on every page: a time, an amount of money in the currency of the header, a
    /// quantity or a status. No value leaves the cell empty.
    /// </summary>
    [Parameter] public Func<T, object?>? Value { get; set; }
    [Parameter] public RenderFragment<T>? ChildContent { get; set; }
    [Parameter] public Func<T, string>? Href { get; set; }

    /// <summary>Aligns the cell and its header to the end and uses tabular digits.</summary>
    [Parameter] public bool Number { get; set; }

    /// <summary>Uses a monospaced font, for SKUs, order numbers, IDs and keys.</summary>
    [Parameter] public bool Mono { get; set; }

    /// <summary>Hides the column on screens as narrow as a phone.</summary>
    [Parameter] public bool Minor { get; set; }

    /// <summary>Shows long text in several lines instead of cutting it off.</summary>
    [Parameter] public bool Wrap { get; set; }

    /// <summary>Marks a column of buttons: they are aligned to the end, and on a phone they get their own line.</summary>
    [Parameter] public bool Actions { get; set; }

    /// <summary>
    /// Gets or sets the value of the sort parameter that sorts by this column. A leading minus reverses the order.
    /// </summary>
    [Parameter] public string? Sort { get; set; }

    /// <summary>Marks the column of check boxes that <see cref="ListTable{T}"/> adds to a list with a selection.</summary>
    [Parameter] public bool Select { get; set; }

    /// <summary>Gets or sets the CSS width. Columns without one share the remaining space.</summary>
    [Parameter] public string? Width { get; set; }

    [CascadingParameter] ListTable<T>? Grid { get; set; }

    /// <summary>Gets the name of the column in the URL: that of its title before a comma, such as "total".</summary>
    internal string Name => Title.Split(',')[0].ToLowerInvariant().Replace(' ', '_');

    /// <summary>Gets whether the column can be hidden. That with the link to the record cannot.</summary>
    internal bool CanHide => Href is null && !Select && !Actions;

    internal string Class
    {
        get
        {
            string?[] classes =
            [
                Number ? "num" : null, Mono ? "mono" : null, Minor ? "minor" : null, Wrap ? "wrap" : null,
                Actions ? "acts" : null, Select ? "sel" : null,
            ];
            return string.Join(' ', classes.OfType<string>());
        }
    }

    protected override void OnInitialized() => Grid?.Add(this);

    public void Dispose() => Grid?.Remove(this);
}
