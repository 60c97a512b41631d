namespace App.Platform.Ui;

/// <summary>Says whether a value has risen, fallen or neither.</summary>
public enum Direction { None, Up, Down }
