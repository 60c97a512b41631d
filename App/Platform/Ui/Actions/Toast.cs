namespace App.Platform.Ui;

/// <summary>One confirmation. A class, not a record: two of the same words are two toasts.</summary>
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
