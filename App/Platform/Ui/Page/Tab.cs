using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Defines one section of <see cref="Tabs"/>. The first has an empty name, so the URL without a query shows it.
/// </summary>
public sealed class Tab : ComponentBase, IDisposable
{
    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Title { get; set; } = "";
    [Parameter] public long? Count { get; set; }
    [Parameter] public RenderFragment? ChildContent { get; set; }

    [CascadingParameter] Tabs? Tabs { get; set; }

    (string Title, long? Count) shown;

    protected override void OnInitialized() => Tabs?.Add(this);

    protected override void OnParametersSet()
    {
        // Tabs was rendered before it passed these values down, so it must render again, but only if they have changed
        var current = (Title, Count);
        if (current != shown)
            Tabs?.Changed();
        shown = current;
    }

    public void Dispose() => Tabs?.Remove(this);
}
