using System.Linq.Expressions;

namespace App.EmailLog;

/// <summary>Represents an email in the email log.</summary>
/// <param name="Kind">The type of email: invitation or storefront_invitation.</param>
/// <param name="About">The ID of the object that the email is about: an invitation or a shopper.</param>
/// <param name="RecordId">The ID of the customer or other record whose timeline shows the email; null if there is none.</param>
/// <param name="State">The delivery state: queued before the email is sent, then sent or failed. The email provider reports
/// delivered, bounced and complained later.</param>
/// <param name="Failure">The reason why the email is still queued, failed or bounced.</param>
/// <param name="ChangedAt">The time of the last state change.</param>
public sealed record EmailLogEntryView(
    Id<EmailLogEntry> Id,
    string Kind,
    string About,
    string? RecordId,
    string Recipient,
    string SubjectLine,
    EmailState State,
    string? Failure,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt)
{
    public static readonly Expression<Func<EmailLogEntry, EmailLogEntryView>> Projection = row => new EmailLogEntryView(
        row.Id, row.Kind, row.About, row.RecordId, row.Recipient, row.Subject, row.State, row.Failure, row.CreatedAt,
        row.ChangedAt);

    static readonly Func<EmailLogEntry, EmailLogEntryView> Compiled = Projection.Compile();

    public static EmailLogEntryView Of(EmailLogEntry row) => Compiled(row);

    /// <summary>
    /// Returns the email for the audit log. Its entries outlive the recipient's login, so they mask the address.
    /// </summary>
    public static EmailLogEntryView OfAudit(EmailLogEntry row) =>
        Of(row) with { Recipient = EmailAddress.Mask(row.Recipient) };
}

/// <summary>Represents an email in the email log, with its text.</summary>
/// <param name="RecordId">The ID of the customer or other record whose timeline shows the email; null if there is none.</param>
/// <param name="Text">The text without codes and links.</param>
public sealed record EmailDetails(
    Id<EmailLogEntry> Id,
    string Kind,
    string About,
    string? RecordId,
    string Recipient,
    string SubjectLine,
    EmailState State,
    string? Failure,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    string Text)
{
    public static EmailDetails Of(EmailLogEntry row) => new(
        row.Id, row.Kind, row.About, row.RecordId, row.Recipient, row.Subject, row.State, row.Failure, row.CreatedAt,
        row.ChangedAt, row.Text);
}
