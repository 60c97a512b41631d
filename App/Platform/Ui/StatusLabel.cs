namespace App.Platform.Ui;

/// <summary>Holds the display name, color and shape of a status, so they can be stored in a page.</summary>
public sealed record StatusLabel(string Text, Tone Tone, Shape Shape)
{
    public static StatusLabel Of(StatusName name) => new(name.Text, name.Tone, name.Shape);
}
