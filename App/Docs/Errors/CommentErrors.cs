namespace App.Docs.Errors;

/// <summary>Explains the errors of comments and notifications.</summary>
static class CommentErrors
{
    public static readonly ErrorArea Area = new("Comments and notifications",
    [
        new("comment_not_yours",
            "The comment was written by another member or another API key.",
            "Ask its author to edit or delete it, or write a comment of your own.",
            "forbidden"),
        new("members_only",
            "The request was made with an API key. Notifications and their preferences belong to people.",
            "Sign in as a member and send the access token of the session.",
            "unauthenticated"),
    ]);
}
