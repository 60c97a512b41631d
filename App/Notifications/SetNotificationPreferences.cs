namespace App.Notifications;

/// <summary>Changes how the signed-in member is notified in this organization.</summary>
public sealed class SetNotificationPreferences(Gate gate, NotificationPreferenceStore store)
    : Operation<SetNotificationPreferences.Request, NotificationPreferencesView>(gate)
{
    /// <param name="Preferences">The kinds to change, each once. Other kinds stay as they are.</param>
    public sealed record Request([property: NoNull] IReadOnlyList<NotificationChoice> Preferences) : IRequest
    {
        public void Check(Checks checks) => checks.That(
            Preferences.Select(choice => choice.Kind).Distinct().Count() == Preferences.Count, nameof(Preferences),
            "Give each kind once.", "duplicate");
    }

    protected internal override Access Access => Access.AnyMember;
    protected internal override string Action => "notification_preferences.set";

    protected override async Task<Result<NotificationPreferencesView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        if (Inbox.OwnerOf(context.Actor) is not { } member)
            return NotificationProblems.MembersOnly;
        var before = await store.ViewAsync(context, member, ct);
        var after = await store.SetAsync(context, member, request.Preferences, ct);
        context.NoteUpdate(member.ToString(), context.Actor.Name, before, after);
        return after;
    }
}
