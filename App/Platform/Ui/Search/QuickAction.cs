namespace App.Platform.Ui;

/// <summary>
/// Describes an action that the search of the staff area offers by name, such as "Create order". The feature that owns the page
/// declares it. Members without the permission do not see it, which is only a convenience: the Gate enforces the permission.
/// </summary>
/// <param name="Title">The text of the button that leads to the same page, with what it adds or creates in full.</param>
/// <param name="Path">The page, relative to the organization.</param>
/// <param name="Permission">The name of the permission.</param>
/// <param name="Static">True if the page is not interactive, so the browser has to load it.</param>
public sealed record QuickAction(string Title, string Path, string Permission, bool Static = false);
