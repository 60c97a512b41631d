using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Mails;

/// <summary>
/// The same letter again, as a mail of its own: who writes it makes new codes and links, for those that were mailed are not kept. Whoever
/// sends it again must be allowed to send it at all.
/// </summary>
public sealed class ResendMail(Gate gate, IEnumerable<ILetterWriter> writers) : Operation<ResendMail.Request, MailEntryView>(gate)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(60);

    public sealed record Request(Id<MailEntry> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => MailPermissions.Resend;
    protected internal override string Action => "mail.resend";

    protected override async Task<Result<MailEntryView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        var mails = pass.Db.MailEntries;
        if (await mails.SingleOrDefaultAsync(mail => mail.Id == request.Id, ct) is not { } before)
            return Problem.Missing("The mail");
        var writer = writers.Single(writer => writer.Kind == before.Kind);
        if (!pass.Actor.May(writer.Permission))
            return Problem.Forbidden(writer.Permission);
        var (about, recently) = (before.About, pass.Now - Pause);
        if (await mails.AnyAsync(mail => mail.About == about && mail.CreatedAt > recently, ct))
            return MailProblems.TooSoon;

        var written = await writer.WriteAsync(pass, about, ct);
        if (written.Problem is { } refused)
            return refused;
        var view = MailEntryView.Of(written.Value);
        pass.Note(before.Id.ToString(), $"To {before.Recipient}", MailEntryView.Of(before), view);
        return view;
    }
}
