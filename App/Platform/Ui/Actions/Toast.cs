namespace App.Platform.Ui;

/// <summary>Represents one toast. It is a class, not a record, because two toasts with the same text are different.</summary>
public sealed class Toast(ToastKind kind, string text, string? detail, IReadOnlyList<ToastLink> next)
{
    public ToastKind Kind => kind;

    public string Text => text;

    public string? Detail => detail;

    /// <summary>Gets the links to what usually comes next.</summary>
    public IReadOnlyList<ToastLink> Next => next;
}

/// <summary>Links to what usually comes next after an action, such as "Create order" after a customer was created.</summary>
/// <param name="Static">True if the page is not interactive, so the browser has to load it.</param>
public sealed record ToastLink(string Text, string Href, bool Static = false);

public enum ToastKind
{
    Done,
    Note,
    Failed,
}
