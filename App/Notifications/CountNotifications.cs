namespace App.Notifications;

/// <summary>Counts the notifications of the signed-in member: all, or the unread ones.</summary>
public sealed class CountNotifications(Gate gate) : Query<CountNotifications.Request, ListTotals>(gate)
{
    /// <summary>Names the tab with the unread notifications.</summary>
    public const string UnreadTab = "unread";

    /// <param name="Unread">True to count only unread notifications.</param>
    /// <param name="All">True to count more than 10,000 notifications.</param>
    public sealed record Request(bool Unread = false, bool All = false) : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "notification.count";

    protected override async Task<Result<ListTotals>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (Inbox.OwnerOf(context.Actor) is not { } member)
            return NotificationProblems.MembersOnly;
        return await Counting.TotalsAsync(
            tab => tab == UnreadTab
                ? Inbox.Of(context.Db, member).Where(row => row.ReadAt == null)
                : Inbox.Of(context.Db, member),
            request.Unread ? UnreadTab : "", ["", UnreadTab], request.All, ct);
    }
}
