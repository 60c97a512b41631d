namespace App.Platform.Ui;

public sealed record HeatCell(string Label, decimal Value);
