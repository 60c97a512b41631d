namespace App.Platform.Ui;

/// <summary>One column: its label ("3 Nov"), its value, and that of the period before.</summary>
public sealed record ChartPoint(string Label, decimal Value, decimal? Before = null);
