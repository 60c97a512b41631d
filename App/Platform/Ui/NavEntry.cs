namespace App.Platform.Ui;

/// <summary>A line of the sidebar.</summary>
/// <param name="Group">Empty for the top, else Sell, Stock, Developers or Organization.</param>
/// <param name="Title">The word shown.</param>
/// <param name="Path">Below the organization's slug, <c>orders</c>.</param>
/// <param name="Icon">Name of the icon.</param>
/// <param name="Order">Place within the group.</param>
/// <param name="Permission">Who sees it: courtesy only, the Gate decides.</param>
/// <param name="Shortcut">Keys that go there, <c>g o</c>.</param>
public sealed record NavEntry(string Group, string Title, string Path, string Icon, int Order, string? Permission = null, string? Shortcut = null);
