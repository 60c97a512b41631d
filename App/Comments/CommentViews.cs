using App.Organizations;

namespace App.Comments;

/// <summary>Shows comments with the present names of their authors and of the members that they mention.</summary>
public sealed class CommentViews(MemberLookup members)
{
    public async Task<CommentView> OfAsync(OperationContext context, Comment comment, CancellationToken ct) =>
        (await OfAsync(context, [comment], ct))[0];

    public async Task<IReadOnlyList<CommentView>> OfAsync(
        OperationContext context, IReadOnlyList<Comment> comments, CancellationToken ct)
    {
        var ids = comments.SelectMany(comment => CommentText.MentionsIn(comment.Text))
            .Concat(comments.Select(comment => AuthorOf(comment)).OfType<Id<Member>>()).Distinct().ToList();
        var known = await members.FindAsync(context, ids, ct);
        return [.. comments.Select(comment => Of(comment, known))];
    }

    static CommentView Of(Comment comment, IReadOnlyDictionary<Id<Member>, KnownMember> known)
    {
        var author = AuthorOf(comment) is { } member ? known.GetValueOrDefault(member)?.Name : null;
        return new(
            comment.Id, comment.RecordId,
            new(comment.AuthorKind, comment.AuthorId, string.IsNullOrEmpty(author) ? comment.AuthorName : author),
            comment.Text,
            [.. CommentText.MentionsIn(comment.Text).Select(id => new CommentView.Mention(id, NameOf(known, id)))],
            comment.CreatedAt, comment.UpdatedAt, comment.EditedAt);
    }

    static string NameOf(IReadOnlyDictionary<Id<Member>, KnownMember> known, Id<Member> id) =>
        known.GetValueOrDefault(id) is { Name.Length: > 0 } member ? member.Name : CommentText.FormerMember;

    static Id<Member>? AuthorOf(Comment comment) => Id<Member>.TryRead(comment.AuthorId, out var id) ? id : null;
}
