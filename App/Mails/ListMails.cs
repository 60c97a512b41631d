using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Mails;

/// <summary>Mails of the last 90 days that concern the organization, the newest first. Codes to sign in belong to a person and are not among them.</summary>
public sealed class ListMails(Gate gate) : Query<ListMails.Request, Page<MailEntryView>>(gate)
{
    /// <param name="Page">Which part of the list.</param>
    /// <param name="Q">Text in the recipient's address or the subject.</param>
    /// <param name="State">Only mails in this state.</param>
    public sealed record Request(PageRequest Page, string? Q = null, MailState? State = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(Q, Search.Longest, "The search");
        }
    }

    protected internal override Permission Permission => MailPermissions.Read;
    protected internal override string Action => "mail.list";

    protected override async Task<Result<Page<MailEntryView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        IQueryable<MailEntry> mails = pass.Last.MailEntries;
        if (request.State is { } state)
            mails = mails.Where(mail => mail.State == state);
        if (!string.IsNullOrWhiteSpace(request.Q))
        {
            var pattern = Search.Anywhere(request.Q);
            mails = mails.Where(mail => EF.Functions.ILike(mail.Recipient, pattern) || EF.Functions.ILike(mail.Subject, pattern));
        }
        return await mails.NewestAsync(request.Page, mail => mail.Id, MailEntryView.Projection, ct);
    }
}
