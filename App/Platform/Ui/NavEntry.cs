namespace App.Platform.Ui;

/// <summary>
/// One line of the staff navigation, registered by the feature that owns the page. The path is relative to the
/// organization ("orders" is shown as /{slug}/orders, "" is home); the permission hides the line as a courtesy, the Gate decides.
/// </summary>
public sealed record NavEntry(string Group, string Title, string Path, string Icon, int Order, string? Permission = null, string? Shortcut = null)
{
    public const string Home = "", Sell = "Sell", Stock = "Stock", Developers = "Developers", Organization = "Organization";

    /// <summary>The groups in the order in which the sidebar shows them.</summary>
    public static readonly IReadOnlyList<string> Groups = [Home, Sell, Stock, Developers, Organization];
}
