namespace App.SavedViews;

public static class SavedViewPermissions
{
    public static readonly Permission Share = new(
        "views.share", "Share views", "Save views of lists for all members, and choose the view that opens for a role.", null);

    public static readonly IReadOnlyList<Permission> All = [Share];
}
