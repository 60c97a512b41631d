namespace App.Platform.Ui;

/// <summary>Holds figures of the chosen period for the home page.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Meaning">What the figures count and what they leave out.</param>
/// <param name="All">The figures.</param>
public sealed record HomeFigures(string Title, string Meaning, IReadOnlyList<HomeFigure> All);

/// <summary>Holds one figure.</summary>
/// <param name="Label">What it is, such as "Revenue".</param>
/// <param name="Value">The value, formatted.</param>
/// <param name="Href">The page with the records behind it, relative to the organization; null if there is none.</param>
public sealed record HomeFigure(string Label, string Value, string? Href = null)
{
    /// <summary>Gets how it differs from the period before.</summary>
    public HomeChange? Change { get; init; }
}

/// <summary>Says how a figure differs from the period before, or why it is not compared.</summary>
/// <param name="Text">The difference in words.</param>
public sealed record HomeChange(string Text)
{
    public Direction Direction { get; init; }

    /// <summary>Gets whether the change is welcome; null if it is neither good nor bad.</summary>
    public bool? IsBetter { get; init; }
}
