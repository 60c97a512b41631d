using App.Comments;
using App.Organizations;
using Microsoft.EntityFrameworkCore;

namespace App.Notifications;

/// <summary>Notifies the members that a comment mentions, each once, if they may view its record.</summary>
public sealed class MentionNotifications(
    RecordPages records, MemberLookup members, NotificationPreferenceStore preferences,
    MentionEmails emails, Inbox inbox)
{
    /// <summary>Creates the notifications and returns the members who are notified.</summary>
    /// <param name="context">The call.</param>
    /// <param name="comment">The event of the comment.</param>
    /// <param name="mentions">The members that the comment mentions now.</param>
    /// <param name="ct">Cancels the call.</param>
    public async Task<IReadOnlyList<Id<Member>>> AddAsync(
        OperationContext context, CommentEvent comment, IReadOnlyList<Id<Member>> mentions, CancellationToken ct)
    {
        if (mentions.Count == 0 || await records.FindAsync(context, comment.RecordId, ct) is not { } record)
            return [];
        var source = comment.CommentId.ToString();
        var notified = await context.Db.Notifications.Where(row => row.SourceId == source)
            .Select(row => row.MemberId).ToListAsync(ct);
        var known = await members.FindAsync(context, [.. mentions.Except(notified)], ct);
        var recipients = known.Values
            .Where(member => member.IsActive && member.Id.ToString() != comment.AuthorId && MayView(member, record)).ToList();
        var choices = await preferences.OfAsync(
            context, NotificationKind.Mention, [.. recipients.Select(member => member.Id)], ct);
        var added = new List<Id<Member>>();
        foreach (var member in recipients.Where(member => choices[member.Id] is { InApp: true } or { Email: true }))
        {
            await AddAsync(context, comment, record, member, choices[member.Id]);
            added.Add(member.Id);
        }
        return added;
    }

    async Task AddAsync(
        OperationContext context, CommentEvent comment, RecordWithPage record, KnownMember member, NotificationChoice choice)
    {
        var notification = Notification.Of(
            member.Id, NotificationKind.Mention, record, comment.CommentId.ToString(), comment.AuthorName, choice.InApp,
            context.Now);
        context.Db.Notifications.Add(notification);
        if (choice.Email && member.Email.Length > 0)
            await emails.SendAsync(context, notification, record.Page, member.Email); // without it if the quota is used up
        if (choice.InApp)
            inbox.Changed(context, member.Id);
    }

    static bool MayView(KnownMember member, RecordWithPage record) =>
        member.Role.Permissions.IsSupersetOf([record.Page.Permission.Name, CommentPermissions.Read.Name]);
}
