using Microsoft.EntityFrameworkCore;

namespace App.Notifications;

/// <summary>Marks all notifications of the signed-in member as read.</summary>
public sealed class MarkAllRead(Gate gate, Inbox inbox) : Operation<MarkAllRead.Request, MarkAllRead.Marked>(gate)
{
    public sealed record Request : IRequest;

    /// <param name="Count">The number of notifications that were unread.</param>
    public sealed record Marked(int Count);

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "notification.mark_all_read";
    protected internal override bool Audited => false;

    protected override async Task<Result<Marked>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (Inbox.OwnerOf(context.Actor) is not { } member)
            return NotificationProblems.MembersOnly;
        var now = context.Now;
        var count = await Inbox.Of(context.Db, member).Where(row => row.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now).SetProperty(row => row.UpdatedAt, now), ct);
        inbox.Changed(context, member);
        return new Marked(count);
    }
}
