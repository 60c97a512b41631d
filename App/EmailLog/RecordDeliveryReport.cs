using Microsoft.EntityFrameworkCore;

namespace App.EmailLog;

/// <summary>
/// Records a delivery report of the email provider. Only the signature shows that it comes from the provider. Each report is
/// stored once; <see cref="DeliveryReports"/> processes it. No audit entry is written, because no user did anything.
/// </summary>
public sealed class RecordDeliveryReport(Gate gate, EmailSettings settings, WorkNotifier notifier)
    : Operation<RecordDeliveryReport.Request, Done>(gate)
{
    /// <param name="Id">The svix-id header. It is the same when the report is sent again.</param>
    /// <param name="Timestamp">The svix-timestamp header.</param>
    /// <param name="Signature">The svix-signature header.</param>
    /// <param name="Body">The raw bytes of the body.</param>
    public sealed record Request(string? Id, string? Timestamp, string? Signature, byte[] Body) : IRequest;

    const int MaxIdLength = 100;

    protected internal override Access Access => Access.Public;
    protected internal override string Action => "delivery_report.record";
    protected internal override bool Audited => false;

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (settings.ResendWebhookSecret is not { } secret)
            return Problem.Missing("The URL");
        if (request.Id is not { Length: <= MaxIdLength } || !IsSigned(request, secret, context.Now))
            return EmailProblems.NotSigned;
        if (!ResendEvent.TryRead(request.Body, out var report))
            return EmailProblems.Unreadable;
        if (report is null)
            return new Done();

        await context.Db.Database.ExecuteSqlAsync($"""
            insert into platform.delivery_reports (id, email_id, state, detail, final, received_at)
            values (
                {request.Id}, {report.EmailId}, {report.State.ToString()}, {report.Detail}, {report.Final}, {context.Now})
            on conflict (id) do nothing
            """, ct);
        context.AfterCommit(() => notifier.Notify(WorkKinds.Email));
        return new Done();
    }

    static bool IsSigned(Request request, string secret, DateTimeOffset now) =>
        StandardWebhook.Verify(secret, request.Id, request.Timestamp, request.Signature, request.Body, now);
}
