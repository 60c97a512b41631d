namespace App.Notifications;

/// <summary>Lists the notifications of the signed-in member, newest first.</summary>
public sealed class ListNotifications(Gate gate) : Query<ListNotifications.Request, Page<NotificationView>>(gate)
{
    /// <param name="Unread">Returns only notifications that are unread (true) or read (false).</param>
    public sealed record Request(PageRequest Page, bool? Unread = null) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "notification.list";

    protected override async Task<Result<Page<NotificationView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (Inbox.OwnerOf(context.Actor) is not { } member)
            return NotificationProblems.MembersOnly;
        var rows = Inbox.Of(context.FinalRead(), member);
        if (request.Unread is { } unread)
            rows = rows.Where(row => row.ReadAt == null == unread);
        return await rows.NewestAsync(request.Page, row => row.Id, row => row.UpdatedAt, row => NotificationView.Of(row), ct);
    }
}
