namespace App.Platform.Ui;

/// <summary>Represents one option of a filter. The empty value stands for "all".</summary>
public sealed record FilterTab(string Value, string Text, long? Count = null);
