using Microsoft.EntityFrameworkCore;

namespace App.EmailLog;

/// <summary>
/// Lists the emails of the last 90 days that concern the organization, newest first. Sign-in codes are not included, because they
/// belong to a person.
/// </summary>
public sealed class ListEmails(Gate gate) : Query<ListEmails.Request, Page<EmailLogEntryView>>(gate)
{
    /// <param name="Page">The page to return.</param>
    /// <param name="Q">Text in the recipient's address or the subject.</param>
    /// <param name="State">Returns only emails in this state.</param>
    /// <param name="RecordId">Returns only emails that concern the record with this ID.</param>
    public sealed record Request(
        PageRequest Page, [property: AnyText] string? Q = null, EmailState? State = null, string? RecordId = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search").OptionalText(RecordId, 64, "The record");
        }
    }

    protected internal override Access Access => Access.Member(EmailPermissions.Read);
    protected internal override string Action => "email.list";

    protected override async Task<Result<Page<EmailLogEntryView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var emails = Filter(context, request);
        return await emails.NewestAsync(request.Page, email => email.Id, email => email.ChangedAt,
            EmailLogEntryView.Projection, ct);
    }

    internal static IQueryable<EmailLogEntry> Filter(OperationContext context, Request request)
    {
        IQueryable<EmailLogEntry> emails = context.FinalRead().EmailLogEntries;
        if (request.State is { } state)
            emails = emails.Where(email => email.State == state);
        if (!string.IsNullOrWhiteSpace(request.RecordId))
            emails = emails.Where(email => email.RecordId == request.RecordId.Trim());
        return emails.Matching(request.Q, (email, word) =>
            Search.Has(email.Recipient, word) || Search.Has(email.Subject, word));
    }
}
