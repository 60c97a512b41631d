namespace App.Comments;

/// <summary>Deletes a comment. Only its author can. The audit log keeps the text.</summary>
public sealed class DeleteComment(Gate gate, CommentChecks checks, CommentViews views)
    : Operation<DeleteComment.Request, Done>(gate)
{
    public sealed record Request(Id<Comment> Id) : IRequest;

    protected internal override Access Access => Access.Member(CommentPermissions.Change);
    protected internal override string Action => "comment.delete";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        var comment = await context.LockAsync(request.Id, ct);
        if (await checks.RecordOfAsync(context, comment, ct) is not { } record)
            return Problem.Missing("The comment");
        if (!comment!.IsBy(context.Actor))
            return CommentProblems.NotAuthor;

        var before = await views.OfAsync(context, comment, ct);
        context.Db.Comments.Remove(comment);
        context.Note(before.Id.ToString(), $"Comment on {record.Label}", before);
        context.Raise(new CommentDeleted(comment.Id, record.Id, comment.AuthorId, before.Author.Name));
        return new Done();
    }
}
