namespace App.Comments;

public static class CommentPermissions
{
    public static readonly Permission Read = new(
        "comments.read", "View comments", "View the comments on records that you may view.", "comments:read");

    public static readonly Permission Change = new(
        "comments.change", "Comment", "Comment on records that you may view, and edit and delete your own comments.",
        "comments:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Change];
}
