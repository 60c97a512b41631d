using Microsoft.EntityFrameworkCore;

namespace App.EmailLog;

/// <summary>
/// Sends an email again, as a new email with new codes and links; the old ones stop working. You also need the permission to send
/// this type of email. An email about the same object can be sent once a minute.
/// </summary>
public sealed class ResendEmail(Gate gate, IEnumerable<IEmailRenderer> renderers)
    : Operation<ResendEmail.Request, EmailLogEntryView>(gate)
{
    static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(60);

    public sealed record Request(Id<EmailLogEntry> Id) : IRequest;

    protected internal override Access Access => Access.Member(EmailPermissions.Resend);
    protected internal override string Action => "email.resend";

    protected override async Task<Result<EmailLogEntryView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var emails = context.Db.EmailLogEntries;
        if (await emails.SingleOrDefaultAsync(email => email.Id == request.Id, ct) is not { } before)
            return Problem.Missing("The email");
        var renderer = renderers.Single(renderer => renderer.Kind == before.Kind);
        if (!context.Actor.May(renderer.Permission))
            return await context.ForbiddenAsync(renderer.Permission, ct);
        var about = before.About;
        var recently = context.Now - MinInterval;
        if (await emails.AnyAsync(email => email.About == about && email.CreatedAt > recently, ct))
            return EmailProblems.TooSoon;

        var written = await renderer.WriteAsync(context, about, ct);
        if (written.Problem is { } refused)
            return refused;
        context.Note(
            before.Id.ToString(), $"To {EmailAddress.Mask(before.Recipient)}",
            EmailLogEntryView.OfAudit(before), EmailLogEntryView.OfAudit(written.Value));
        return EmailLogEntryView.Of(written.Value);
    }
}
