namespace App.Comments;

public static class CommentProblems
{
    public static readonly Problem NotAuthor = new(403, "comment_not_yours", "Not your comment",
        "Only its author can edit or delete a comment.");

    public static readonly IReadOnlyList<Problem> All = [NotAuthor];
}
