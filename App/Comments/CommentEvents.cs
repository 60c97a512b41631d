using App.Organizations;

namespace App.Comments;

/// <summary>Contains the members that all events of a comment share. Their subject is the record.</summary>
public abstract record CommentEvent(Id<Comment> CommentId, string RecordId, string AuthorId, string AuthorName)
{
    public string Subject => RecordId;
}

/// <summary>Reports that somebody commented on a record.</summary>
/// <param name="Text">The text; a mention is the id of the member, as in &lt;@mem_…&gt;.</param>
/// <param name="Mentions">The members that the text mentions.</param>
public sealed record CommentCreated(
    Id<Comment> CommentId, string RecordId, string AuthorId, string AuthorName, string Text,
    IReadOnlyList<Id<Member>> Mentions) : CommentEvent(CommentId, RecordId, AuthorId, AuthorName), IEvent
{
    public static string Type => "comment.created";
}

/// <summary>Reports that the author of a comment changed its text.</summary>
/// <param name="Text">The text; a mention is the id of the member, as in &lt;@mem_…&gt;.</param>
/// <param name="Mentions">The members that the text mentions.</param>
public sealed record CommentUpdated(
    Id<Comment> CommentId, string RecordId, string AuthorId, string AuthorName, string Text,
    IReadOnlyList<Id<Member>> Mentions) : CommentEvent(CommentId, RecordId, AuthorId, AuthorName), IEvent
{
    public static string Type => "comment.updated";
}

/// <summary>Reports that the author of a comment deleted it.</summary>
public sealed record CommentDeleted(Id<Comment> CommentId, string RecordId, string AuthorId, string AuthorName)
    : CommentEvent(CommentId, RecordId, AuthorId, AuthorName), IEvent
{
    public static string Type => "comment.deleted";
}
