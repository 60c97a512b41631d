namespace App.Platform.Ui;

/// <summary>
/// Describes one entry of the staff navigation. The feature that owns the page registers it. The path is relative to the
/// organization: "orders" leads to /{slug}/orders, "" to the home page. Without the permission the entry is hidden, which is only
/// a convenience: the Gate enforces the permission.
/// </summary>
public sealed record NavEntry(
    NavGroup Group, string Title, string Path, string Icon, int Order, string? Permission = null, string? Shortcut = null)
{
    /// <summary>Gets the component that shows a number beside the title, such as what is unread; null if there is none.</summary>
    public Type? Badge { get; init; }
}
