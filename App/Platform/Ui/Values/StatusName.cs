namespace App.Platform.Ui;

public enum Tone { Neutral, Info, Success, Warning, Danger }

/// <summary>
/// Lists the shapes beside a status, which distinguish states without color: done (filled), in progress (half), not started
/// (ring), failed or ended (cross).
/// </summary>
public enum Shape { Filled, Half, Ring, Cross }

/// <summary>Declares the display name, color and shape of a status.</summary>
/// <param name="Status">A value of an enum of the feature that declares it.</param>
/// <param name="Text">The display name.</param>
public sealed record StatusName(Enum Status, string Text, Tone Tone, Shape Shape)
{
    /// <summary>Returns the CSS classes of a badge.</summary>
    internal static string ClassesOf(Tone tone, Shape shape) =>
        $"pill {tone.ToString().ToLowerInvariant()} {shape.ToString().ToLowerInvariant()}";
}
