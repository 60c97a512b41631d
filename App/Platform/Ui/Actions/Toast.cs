namespace App.Platform.Ui;

/// <summary>Represents one toast. It is a class, not a record, because two toasts with the same text are different.</summary>
public sealed class Toast(ToastKind kind, string text, string? detail)
{
    public ToastKind Kind => kind;

    public string Text => text;

    public string? Detail => detail;
}

public enum ToastKind
{
    Done,
    Note,
    Failed,
}
