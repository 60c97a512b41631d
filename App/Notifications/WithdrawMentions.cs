using App.Comments;
using Microsoft.EntityFrameworkCore;

namespace App.Notifications;

/// <summary>Deletes the notifications about a comment that was deleted.</summary>
public sealed class WithdrawMentions(Gate gate, Inbox inbox) : EventOperation<CommentDeleted>(gate)
{
    protected internal override string Action => "comment.withdraw_mentions";

    protected override async Task<Result<Done>> PerformAsync(
        CommentDeleted raised, OperationContext context, CancellationToken ct)
    {
        var source = raised.CommentId.ToString();
        var rows = await context.Db.Notifications.Where(row => row.SourceId == source).ToListAsync(ct);
        if (rows.Count == 0)
        {
            context.AlreadyDone();
            return new Done();
        }
        context.Db.RemoveRange(rows);
        foreach (var row in rows)
            inbox.Changed(context, row.MemberId);
        context.Note(source, $"Comment of {raised.AuthorName}", before: new { Notified = rows.Select(row => row.MemberId) });
        return new Done();
    }
}
