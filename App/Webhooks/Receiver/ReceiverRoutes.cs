using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace App.Webhooks;

/// <summary>
/// Maps the sample receiver of Development. It receives webhooks, verifies and lists them, and fails on request.
/// </summary>
static class ReceiverRoutes
{
    const int LargestKept = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var receiver = routes.MapGroup(OriginCheck.Receiver).AllowAnonymous().ExcludeFromDescription();
        receiver.MapGet("", (ReceiverLog log) => Results.Content(ReceiverPage.Of(log.State()), "text/html", Encoding.UTF8));
        receiver.MapPost("/fail", FailAsync);
        receiver.MapPost("/{*path}", TakeAsync);
        routes.MapGet($"{OriginCheck.Receiver}.json", (ReceiverLog log) => Results.Json(log.State(), Json.Options))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    /// <summary>Handles <c>POST /dev/receiver/fail?count=3</c> and the page's form: the next 3 webhooks get a 500.</summary>
    static async Task<IResult> FailAsync(HttpContext context, ReceiverLog log)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var text = form?["count"].ToString();
        if (string.IsNullOrEmpty(text))
            text = context.Request.Query["count"].ToString();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 100_000)
            return Results.BadRequest("count must be a number from 0 to 100,000.");
        log.FailNext(count);
        return form is null ? Results.Json(new { fail_next = count }) : Results.Redirect(OriginCheck.Receiver);
    }

    static async Task<IResult> TakeAsync(HttpContext context, ReceiverLog log, ReceiverVerifier verifier, TimeProvider clock)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();

        var now = clock.GetUtcNow();
        var verdict = await verifier.VerifyAsync(request.Headers, body, now, context.RequestAborted);
        var (status, text) = AnswerTo(verdict, log);
        var headers = new JsonObject(request.Headers.Select(header =>
            KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value.ToString())));
        var excerpt = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, LargestKept));
        log.Add(number => new Received(
            number, now, request.Path, status,
            verdict.Verified, verdict.Standard, verdict.Simple, verdict.Old, verdict.EndpointId,
            request.Headers[WebhookSignature.Id], TypeOf(body), headers, excerpt));
        return Results.Text(text, statusCode: status);
    }

    static (int Status, string Text) AnswerTo(ReceiverVerifier.Verdict verdict, ReceiverLog log)
    {
        if (log.TakeFailure())
            return (500, "This webhook was made to fail.");
        return verdict.Verified ? (200, "The webhook was received.") : (401, "The signature is invalid.");
    }

    static string? TypeOf(byte[] body)
    {
        try
        {
            var root = JsonElement.Parse(body);
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type", out var type) ? type.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
