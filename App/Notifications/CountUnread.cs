using Microsoft.EntityFrameworkCore;

namespace App.Notifications;

/// <summary>Counts the unread notifications of the signed-in member, up to a limit, for every page of the staff area.</summary>
public sealed class CountUnread(Gate gate) : Query<CountUnread.Request, CountUnread.Unread>(gate)
{
    /// <summary>More than this are shown as "99+".</summary>
    public const int Limit = 99;

    public sealed record Request : IRequest;

    /// <param name="Count">The number of unread notifications, at most one more than the limit.</param>
    public sealed record Unread(int Count);

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "notification.count_unread";

    protected override async Task<Result<Unread>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (Inbox.OwnerOf(context.Actor) is not { } member)
            return NotificationProblems.MembersOnly;
        return new Unread(await Inbox.Of(context.FinalRead(), member)
            .Where(row => row.ReadAt == null).Take(Limit + 1).CountAsync(ct));
    }
}
