namespace App.Platform.Ui;

/// <summary>One choice of a filter; the empty value is "all".</summary>
public sealed record FilterTab(string Value, string Text, long? Count = null);
