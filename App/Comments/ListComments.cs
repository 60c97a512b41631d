using Microsoft.EntityFrameworkCore;

namespace App.Comments;

/// <summary>
/// Lists comments, newest first: those on one record, or those on all records of the kinds that the caller may view.
/// </summary>
public sealed class ListComments(Gate gate, RecordPages records, CommentViews views)
    : Query<ListComments.Request, Page<CommentView>>(gate)
{
    /// <param name="RecordId">Returns only comments on the record with this ID.</param>
    public sealed record Request(PageRequest Page, string? RecordId = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(RecordId, 64, "The record");
        }
    }

    protected internal override Access Access => Access.Member(CommentPermissions.Read);
    protected internal override string Action => "comment.list";

    protected override async Task<Result<Page<CommentView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var comments = context.Db.Comments.AsNoTracking();
        foreach (var page in records.All.Where(page => !context.Actor.May(page.Permission)))
        {
            var prefix = page.Prefix + "_";
            comments = comments.Where(comment => !comment.RecordId.StartsWith(prefix));
        }
        if (request.RecordId is { Length: > 0 } record)
            comments = comments.Where(comment => comment.RecordId == record);
        var found = await comments.NewestAsync(
            request.Page, comment => comment.Id, comment => comment.UpdatedAt, comment => comment, ct);
        return new Page<CommentView>(await views.OfAsync(context, found.Data, ct), found.HasMore, found.NextCursor)
        {
            PreviousCursor = found.PreviousCursor,
        };
    }
}
