using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Platform;

namespace App.Webhooks;

/// <summary>A sample receiver, in Development only: takes webhooks, verifies them, shows them, and fails on purpose when told to.</summary>
static class ReceiverRoutes
{
    const int LargestKept = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var receiver = routes.MapGroup(OriginCheck.Receiver).AllowAnonymous().ExcludeFromDescription();
        receiver.MapGet("", (ReceiverLog log) => Results.Content(ReceiverPage.Of(log.State()), "text/html", Encoding.UTF8));
        receiver.MapPost("/fail", FailAsync);
        receiver.MapPost("/{*path}", TakeAsync);
        routes.MapGet($"{OriginCheck.Receiver}.json", (ReceiverLog log) => Results.Json(log.State(), Json.Options)).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary><c>POST /dev/receiver/fail?count=3</c>, or the page's form: the next so many posts get a 500.</summary>
    static async Task<IResult> FailAsync(HttpContext context, ReceiverLog log)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        var text = form?["count"].ToString() is { Length: > 0 } given ? given : context.Request.Query["count"].ToString();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 100_000)
            return Results.BadRequest("count must be a number from 0 to 100000.");
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
        var status = log.TakeFailure() ? 500 : verdict.Verified ? 200 : 401;
        var headers = new JsonObject(request.Headers.Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value.ToString())));
        log.Add(number => new Received(
            number, now, request.Path, status, verdict.Verified, verdict.Standard, verdict.Simple, verdict.Old, verdict.EndpointId,
            request.Headers[WebhookSignature.Id], TypeOf(body), headers, Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, LargestKept))));
        return Results.Text(status switch { 200 => "Thank you.", 401 => "The signature is not right.", _ => "Failing on purpose." }, statusCode: status);
    }

    static string? TypeOf(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("type", out var type) ? type.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
