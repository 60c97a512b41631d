namespace App.SavedViews;

/// <summary>Represents a saved view on pages and in the audit log.</summary>
/// <param name="List">Path of the list's page, such as <c>orders</c>.</param>
/// <param name="Query">Query of the list's URL, without the question mark.</param>
/// <param name="MemberName">Name of the member who saved it.</param>
/// <param name="IsDefault">True if the list opens with it for the member who saved it.</param>
/// <param name="DefaultRoles">The list opens with it for members with these roles.</param>
public sealed record SavedViewView(
    Id<SavedView> Id, string List, string Name, string Query, string MemberName, bool IsShared, bool IsDefault,
    IReadOnlyList<string> DefaultRoles)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public SavedViewDraft Draft => new(Name, Query, IsShared, IsDefault, DefaultRoles);

    internal static SavedViewView Of(SavedView view) => new(
        view.Id, view.List, view.Name, view.Query, view.MemberName, view.IsShared, view.IsDefault, view.DefaultRoles);
}
