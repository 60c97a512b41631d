using Microsoft.AspNetCore.Mvc;

namespace App.EmailLog;

static class EmailEndpoints
{
    /// <summary>A delivery report has a few kilobytes. Larger bodies are rejected.</summary>
    const int MaxReportSize = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var emails = routes.MapResource(
            "/emails", "Emails",
            "The emails that were sent in the name of the organization, without codes and links: who got them, and whether "
            + "they were delivered.");
        emails.MapGet("/", (
            [AsParameters] PageQuery page,
            [FromQuery] string? q,
            [FromQuery] EnumQuery<EmailState>? state,
            [FromQuery(Name = "record_id")] string? recordId,
            ListEmails list,
            CancellationToken ct) =>
            list.ExecuteAsync(new(page.ToRequest(), q, state?.Value, recordId), ct).ToOk());
        emails.MapGet("/{id}", (Id<EmailLogEntry> id, GetEmail get, CancellationToken ct) =>
            get.ExecuteAsync(new(id), ct).ToOk());
        emails.MapPost("/{id}/resend", (Id<EmailLogEntry> id, IdempotencyKey? key, ResendEmail resend, CancellationToken ct) =>
            resend.ExecuteAsync(new(id), key, ct).ToOk());

        routes.MapPost("/api/hooks/resend", RecordAsync)
            .AllowAnonymous()
            .ExcludeFromDescription()
            .WithMetadata(
                new OperationMetadata(typeof(RecordDeliveryReport), typeof(Done)),
                new RequestSizeLimitAttribute(MaxReportSize));
    }

    static async Task<IResult> RecordAsync(HttpRequest request, RecordDeliveryReport record, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        var report = new RecordDeliveryReport.Request(
            Header(ResendHeaders.Id), Header(ResendHeaders.Timestamp), Header(ResendHeaders.Signature), body.ToArray());
        return await record.ExecuteAsync(report, ct: ct).ToNoContent();

        // a header that was sent twice counts as missing
        string? Header(string name) => request.Headers[name] is [{ } only] ? only : null;
    }
}
