using App.Comments;

namespace App.Notifications;

/// <summary>Notifies the members that a comment mentions since it was edited.</summary>
public sealed class NotifyOfNewMentions(Gate gate, MentionNotifications mentions) : EventOperation<CommentUpdated>(gate)
{
    protected internal override string Action => "comment.notify_newly_mentioned";

    protected override async Task<Result<Done>> PerformAsync(
        CommentUpdated raised, OperationContext context, CancellationToken ct)
    {
        var notified = await mentions.AddAsync(context, raised, raised.Mentions, ct);
        if (notified.Count == 0)
            context.AlreadyDone();
        else
            context.Note(raised.CommentId.ToString(), $"Comment of {raised.AuthorName}", after: new { Notified = notified });
        return new Done();
    }
}
