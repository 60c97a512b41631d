namespace App.Notifications;

/// <summary>Marks a notification of the signed-in member as read or unread.</summary>
public sealed class MarkNotification(Gate gate, Inbox inbox) : Operation<MarkNotification.Request, NotificationView>(gate)
{
    public sealed record Request(Id<Notification> Id, bool Read) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "notification.mark";

    // what a member has read is a matter of that member only
    protected internal override bool Audited => false;

    protected override async Task<Result<NotificationView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (Inbox.OwnerOf(context.Actor) is not { } member)
            return NotificationProblems.MembersOnly;
        if (await context.LockAsync(request.Id, ct) is not { InApp: true } notification || notification.MemberId != member)
            return Problem.Missing("The notification");
        notification.MarkRead(request.Read, context.Now);
        inbox.Changed(context, member);
        return NotificationView.Of(notification);
    }
}
