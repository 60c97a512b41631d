namespace App.Platform.Ui;

public sealed record PickerChoice(string Value, string Text, string? Note = null);
