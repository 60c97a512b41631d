using App.Organizations;
using Microsoft.EntityFrameworkCore;

namespace App.Notifications;

/// <summary>Sends and resends the emails about mentions. They share the queue of the organization's other emails.</summary>
public sealed class MentionEmails(EmailOutbox outbox, PublicUrl publicUrl, RecordPages records, MemberLookup members)
    : IEmailRenderer
{
    public string Kind => MentionEmail.Word;

    public Permission Permission => OrganizationPermissions.ChangeMembers;

    public Task<Result<EmailLogEntry>> SendAsync(
        OperationContext context, Notification notification, RecordPage page, string recipient)
    {
        var email = new MentionEmail
        {
            NotificationId = notification.Id,
            RecordId = notification.RecordId,
            Organization = context.Organization.Name,
            Author = notification.ActorName,
            Noun = page.Noun,
            Link = publicUrl.Link($"/{context.Organization.Slug}/{page.Path}{notification.RecordId}"),
        };
        return outbox.PutAsync(context, recipient, email);
    }

    public async Task<Result<EmailLogEntry>> WriteAsync(OperationContext context, string about, CancellationToken ct)
    {
        if (!Id<Notification>.TryRead(about, out var id)
            || await context.Db.Notifications.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct) is not { } notification
            || records.Of(notification.RecordId) is not { } page)
            return Problem.Missing("The notification");
        var known = await members.FindAsync(context, [notification.MemberId], ct);
        return known.GetValueOrDefault(notification.MemberId) is { IsActive: true } member
            ? await SendAsync(context, notification, page, member.Email)
            : Problem.Missing("The member");
    }
}
