namespace App.SavedViews;

/// <summary>Contains what a member can set of a saved view.</summary>
/// <param name="Name">Up to 60 characters.</param>
/// <param name="Query">Query of the list's URL, without the question mark.</param>
/// <param name="IsShared">True if all members can use it.</param>
/// <param name="IsDefault">True if the list opens with it for the member who saved it. Only for private views.</param>
/// <param name="DefaultRoles">The list opens with it for members with these roles. Only for shared views.</param>
public sealed record SavedViewDraft(
    string Name, string Query, bool IsShared, bool IsDefault, IReadOnlyList<string> DefaultRoles)
{
    internal void Check(Checks checks, PermissionCatalog roles) => checks
        .Text(Name, SavedView.LongestName, "The name")
        .That(Query.Length <= SavedView.LongestQuery, nameof(Query), "The filter is too long to be saved.", "too_long")
        .That(IsShared || DefaultRoles.Count == 0, nameof(DefaultRoles), "Only a shared view can be the default of a role.")
        .That(!IsShared || !IsDefault, nameof(IsDefault), "A shared view is the default of roles, not of one member.")
        .That(
            DefaultRoles.All(role => roles.Find(role) is not null), nameof(DefaultRoles),
            "The view has a role that does not exist.", "invalid");
}
