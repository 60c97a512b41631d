namespace App.Platform.Ui;

/// <summary>Describes a field to which two people gave different values at the same time.</summary>
/// <param name="Field">Name of the input's property in JSON.</param>
/// <param name="Label">Name of the field in sentence case.</param>
/// <param name="Mine">What this user entered, as text.</param>
/// <param name="Theirs">What the other person saved, as text.</param>
public sealed record EditConflict(string Field, string Label, string Mine, string Theirs);
