using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>One section of <see cref="Tabs"/>. The first has the empty name, so that the plain address shows it.</summary>
public sealed class Tab : ComponentBase, IDisposable
{
    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Title { get; set; } = "";
    [Parameter] public long? Count { get; set; }
    [Parameter] public RenderFragment? ChildContent { get; set; }

    [CascadingParameter] Tabs? Tabs { get; set; }

    (string, long?) drawn;

    protected override void OnInitialized() => Tabs?.Add(this);

    protected override void OnParametersSet()
    {
        // The tabs were drawn before they handed down these values: draw again, but only for a difference.
        var stated = (Title, Count);
        if (stated != drawn)
            Tabs?.Changed();
        drawn = stated;
    }

    public void Dispose() => Tabs?.Remove(this);
}
