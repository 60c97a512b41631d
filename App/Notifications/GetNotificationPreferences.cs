namespace App.Notifications;

/// <summary>Returns how the signed-in member wants to be notified in this organization.</summary>
public sealed class GetNotificationPreferences(Gate gate, NotificationPreferenceStore store)
    : Query<GetNotificationPreferences.Request, NotificationPreferencesView>(gate)
{
    public sealed record Request : IRequest;

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "notification_preferences.get";

    protected override async Task<Result<NotificationPreferencesView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (Inbox.OwnerOf(context.Actor) is not { } member)
            return NotificationProblems.MembersOnly;
        return await store.ViewAsync(context, member, ct);
    }
}
