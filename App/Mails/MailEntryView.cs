using System.Linq.Expressions;
using App.Platform;

namespace App.Mails;

/// <summary>A mail in the log.</summary>
/// <param name="Kind">Which letter: invitation, storefront_invitation.</param>
/// <param name="About">Id of what it is about: the invitation, the shopper.</param>
/// <param name="State">queued until it leaves, then sent; delivered, bounced and complained are what the mail service tells later.</param>
/// <param name="Failure">Why it waits, failed or came back.</param>
/// <param name="ChangedAt">When it came into its state.</param>
public sealed record MailEntryView(
    Id<MailEntry> Id, string Kind, string About, string Recipient, string SubjectLine, MailState State, string? Failure, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt)
{
    public static readonly Expression<Func<MailEntry, MailEntryView>> Projection = row =>
        new MailEntryView(row.Id, row.Kind, row.About, row.Recipient, row.Subject, row.State, row.Failure, row.CreatedAt, row.ChangedAt);

    static readonly Func<MailEntry, MailEntryView> Compiled = Projection.Compile();

    public static MailEntryView Of(MailEntry row) => Compiled(row);
}

/// <summary>A mail with what it said.</summary>
/// <param name="Text">Without the codes and links that were in it.</param>
public sealed record MailDetail(
    Id<MailEntry> Id, string Kind, string About, string Recipient, string SubjectLine, MailState State, string? Failure, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, string Text)
{
    public static MailDetail Of(MailEntry row) => new(row.Id, row.Kind, row.About, row.Recipient, row.Subject, row.State, row.Failure, row.CreatedAt, row.ChangedAt, row.Text);
}
