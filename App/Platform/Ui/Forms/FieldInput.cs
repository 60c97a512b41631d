using Microsoft.AspNetCore.Components;

namespace App.Platform.Ui;

/// <summary>
/// Provides what all inputs share. Inside a <see cref="Field"/> component an input uses the field's label, hint and error;
/// outside one it needs an <see cref="AriaLabel"/>. With a <see cref="Name"/> it also posts its value from a static form.
/// </summary>
public abstract class FieldInput<T> : ComponentBase
{
    [Parameter] public T? Value { get; set; }
    [Parameter] public EventCallback<T?> ValueChanged { get; set; }
    [Parameter] public string? Name { get; set; }
    [Parameter] public string? AriaLabel { get; set; }
    [Parameter] public string? Placeholder { get; set; }
    [Parameter] public bool Required { get; set; }
    [Parameter] public bool Disabled { get; set; }
    [Parameter] public bool AutoFocus { get; set; }
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    [CascadingParameter] protected Field? Field { get; set; }
    [CascadingParameter] Form? Form { get; set; }

    protected string? Id => Field?.InputId;
    protected string? DescribedBy => Field?.DescribedBy;
    protected string? Invalid => Field?.Fault is null ? null : "true";
    protected string? PostName => Name ?? Field?.Name;

    protected async Task SetAsync(T? value)
    {
        Value = value;
        await ValueChanged.InvokeAsync(value);
        Form?.InputChanged();
    }
}
