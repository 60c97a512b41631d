namespace App.Platform.Ui;

public sealed record SelectOption(string Value, string Text);
