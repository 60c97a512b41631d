using Microsoft.EntityFrameworkCore;

namespace App.Comments;

/// <summary>Returns a comment on a record that the caller may view.</summary>
public sealed class GetComment(Gate gate, CommentChecks checks, CommentViews views) : Query<GetComment.Request, CommentView>(gate)
{
    public sealed record Request(Id<Comment> Id) : IRequest;

    protected internal override Access Access => Access.Member(CommentPermissions.Read);
    protected internal override string Action => "comment.get";

    protected override async Task<Result<CommentView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var comment = await context.Db.Comments.AsNoTracking().SingleOrDefaultAsync(row => row.Id == request.Id, ct);
        return await checks.RecordOfAsync(context, comment, ct) is null
            ? Problem.Missing("The comment")
            : await views.OfAsync(context, comment!, ct);
    }
}
