using App.Platform;
using Microsoft.AspNetCore.Mvc;

namespace App.Mails;

static class MailRoutes
{
    /// <summary>An event is a few kilobytes.</summary>
    const int LargestNotice = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var mails = routes.MapResource("/mails");
        mails.MapGet("/", ([FromQuery] int? limit, [FromQuery] string? cursor, [FromQuery] string? q, [FromQuery] Word<MailState>? state, ListMails list, CancellationToken ct) =>
            list.ExecuteAsync(new(PageRequest.Of(limit, cursor), q, state?.Value), ct).ToOk());
        mails.MapGet("/{id}", (Id<MailEntry> id, GetMail get, CancellationToken ct) => get.ExecuteAsync(new(id), ct).ToOk());
        mails.MapPost("/{id}/resend", (Id<MailEntry> id, IdempotencyKey? key, ResendMail resend, CancellationToken ct) => resend.ExecuteAsync(new(id), key, ct).ToOk());

        routes.MapPost("/api/hooks/resend", async (HttpRequest request, TakeNotice take, CancellationToken ct) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, ct);
            return await take.ExecuteAsync(new(Header(ResendHeaders.Id), Header(ResendHeaders.Timestamp), Header(ResendHeaders.Signature), body.ToArray()), ct: ct).ToNoContent();

            string? Header(string name) => request.Headers[name] is [{ } only] ? only : null; // twice is none
        }).AllowAnonymous().ExcludeFromDescription().WithMetadata(new Act(typeof(TakeNotice), typeof(Done)), new RequestSizeLimitAttribute(LargestNotice));
    }
}
