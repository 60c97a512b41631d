using App.Comments;

namespace App.Notifications;

/// <summary>Notifies the members that a new comment mentions.</summary>
public sealed class NotifyOfMentions(Gate gate, MentionNotifications mentions) : EventOperation<CommentCreated>(gate)
{
    protected internal override string Action => "comment.notify_mentioned";

    protected override async Task<Result<Done>> PerformAsync(
        CommentCreated raised, OperationContext context, CancellationToken ct)
    {
        var notified = await mentions.AddAsync(context, raised, raised.Mentions, ct);
        if (notified.Count == 0)
            context.AlreadyDone();
        else
            context.Note(raised.CommentId.ToString(), $"Comment of {raised.AuthorName}", after: new { Notified = notified });
        return new Done();
    }
}
