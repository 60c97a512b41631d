using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Mails;

/// <summary>
/// The mail service tells what became of a mail. Who it comes from is told by the signature alone; each notice is stored once, and
/// <see cref="MailNotices"/> does what follows. It leaves no audit entry: nobody here did anything.
/// </summary>
public sealed class TakeNotice(Gate gate, MailSettings settings, OutboxBell bell) : Operation<TakeNotice.Request, Done>(gate)
{
    /// <param name="Id">svix-id: the same whenever the notice is sent again.</param>
    /// <param name="Timestamp">svix-timestamp.</param>
    /// <param name="Signature">svix-signature.</param>
    /// <param name="Body">The bytes that came.</param>
    public sealed record Request(string? Id, string? Timestamp, string? Signature, byte[] Body) : IRequest
    {
        public void Check(Checks checks) { }
    }

    const int LongestId = 100;

    protected internal override Permission Permission => Permission.Anyone;
    protected internal override string Action => "mail_notice.take";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (settings.ResendWebhookSecret is not { } secret)
            return Problem.Missing("The address");
        if (request.Id is not { Length: <= LongestId } || !StandardWebhook.Verify(secret, request.Id, request.Timestamp, request.Signature, request.Body, pass.Now))
            return MailProblems.NotSigned;
        if (!ResendEvent.TryRead(request.Body, out var told))
            return MailProblems.Unreadable;
        if (told is null)
            return new Done();

        await pass.Db.Database.ExecuteSqlAsync($"""
            insert into platform.mail_notices (id, mail_id, state, detail, final, received_at)
            values ({request.Id}, {told.MailId}, {told.State.ToString()}, {told.Detail}, {told.Final}, {pass.Now}) on conflict (id) do nothing
            """, ct);
        pass.OnceCommitted(() => bell.Ring(Ring.Mail));
        return new Done();
    }
}
