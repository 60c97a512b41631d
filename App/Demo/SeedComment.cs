using App.Comments;
using App.Organizations;

namespace App.Demo;

/// <summary>Comments on a record of the demo in the name of a member, who has not signed in.</summary>
public sealed class SeedComment(Gate gate, RecordPages records, MemberLookup members, CommentViews views)
    : Operation<SeedComment.Request, CommentView>(gate)
{
    /// <param name="RecordId">TypeID of the record.</param>
    /// <param name="AuthorId">The member who writes.</param>
    /// <param name="Text">The text; a mention is the id of the member in angle brackets.</param>
    public sealed record Request(string RecordId, Id<Member> AuthorId, [property: Multiline] string Text) : IRequest
    {
        public void Check(Checks checks) =>
            checks.Text(RecordId, 64, "The record").Text(Text, Comment.Longest, "The text");
    }

    protected internal override Access Access => Access.System;
    protected internal override string Action => "demo.seed_comment";

    protected override async Task<Result<CommentView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (await records.FindAsync(context, request.RecordId, ct) is not { } record)
            return Problem.Missing("The record");
        var known = await members.FindAsync(context, [request.AuthorId], ct);
        if (known.GetValueOrDefault(request.AuthorId) is not { } author)
            return Problem.Missing("The member");
        var writer = context.Actor with { Kind = ActorKind.Member, Id = author.Id.ToString(), Name = author.Name };
        var comment = Comment.Write(record.Id, request.Text, writer, context.Now);
        context.Db.Comments.Add(comment);
        var view = await views.OfAsync(context, comment, ct);
        context.Note(view.Id.ToString(), $"Comment on {record.Label}", after: view);
        context.Raise(new CommentCreated(
            comment.Id, comment.RecordId, comment.AuthorId, author.Name, comment.Text, CommentText.MentionsIn(comment.Text)));
        return view;
    }
}
