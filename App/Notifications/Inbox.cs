using App.Organizations;

namespace App.Notifications;

/// <summary>Finds the notifications of the member who calls, and tells the member's open pages about changes.</summary>
public sealed class Inbox(LiveUpdates live, BroadcastQueue others)
{
    /// <summary>Returns the member who calls; null for an API key, which has no inbox.</summary>
    public static Id<Member>? OwnerOf(Actor actor) =>
        actor.Kind == ActorKind.Member && Id<Member>.TryRead(actor.Id, out var member) ? member : null;

    /// <summary>Returns the notifications that a member sees.</summary>
    public static IQueryable<Notification> Of(AppDb db, Id<Member> member) =>
        db.Notifications.Where(row => row.MemberId == member && row.InApp);

    /// <summary>
    /// Returns what <see cref="LiveUpdates"/> calls the inbox of a member. It is no TypeID of a record, because no page but the
    /// member's own shows it.
    /// </summary>
    public static string SubjectOf(string memberId) => $"inbox_{memberId}";

    /// <summary>Updates the open pages of a member after the commit, on every instance.</summary>
    public void Changed(OperationContext context, Id<Member> member)
    {
        var (organization, subject) = (context.Organization.Id, SubjectOf(member.ToString()));
        context.AfterCommit(() =>
        {
            live.Notify(organization, subject);
            others.SendChanged(new(organization, subject));
        });
    }
}
