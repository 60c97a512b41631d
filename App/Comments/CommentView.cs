using App.Organizations;

namespace App.Comments;

/// <summary>Represents a comment in the API, on pages and in the audit log.</summary>
/// <param name="RecordId">ID of the record that the comment is about, such as an order.</param>
/// <param name="Author">Who wrote the comment.</param>
/// <param name="Text">
/// Plain text of up to 4,000 characters. A mention is the ID of the member in angle brackets: &lt;@mem_…&gt;.
/// </param>
/// <param name="Mentions">The members that the text mentions, with their present names.</param>
/// <param name="EditedAt">Time of the last change of the text; null if it was never changed.</param>
public sealed record CommentView(
    Id<Comment> Id, string RecordId, CommentView.Writer Author, string Text, IReadOnlyList<CommentView.Mention> Mentions,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? EditedAt)
{
    /// <summary>Represents the author of a comment.</summary>
    /// <param name="Id">ID of the member or API key.</param>
    /// <param name="Name">Present name of the member, or the name of the API key.</param>
    public sealed record Writer(ActorKind Kind, string Id, string Name);

    /// <summary>Represents a member that a comment mentions.</summary>
    public sealed record Mention(Id<Member> MemberId, string Name);
}
