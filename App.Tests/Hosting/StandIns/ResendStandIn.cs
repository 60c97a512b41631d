using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests;

/// <summary>A stand-in for Resend's documented API: bearer key, POST /emails, idempotency keys, errors as JSON.</summary>
sealed class ResendStandIn : IAsyncDisposable
{
    const string Key = "re_test";

    readonly Lock gate = new();
    readonly Dictionary<string, (string Body, Guid Id)> accepted = [];
    readonly HttpClient http = new();
    StubReceiver receiver = null!;

    /// <summary>The accepted emails, without duplicates.</summary>
    public IReadOnlyList<JsonElement> Emails
    {
        get
        {
            lock (gate)
                return [.. accepted.Values.Select(email => JsonElement.Parse(email.Body))];
        }
    }

    public int Calls { get; private set; }

    /// <summary>Closes the connection without accepting the email.</summary>
    public bool Unreachable { get; set; }

    /// <summary>Accepts the email but closes the connection before responding.</summary>
    public bool DropsResponse { get; set; }

    /// <summary>An error status to respond with.</summary>
    public HttpStatusCode? RespondsWith { get; set; }

    /// <summary>Responds 429 with this Retry-After, in seconds.</summary>
    public int? RetryAfter { get; set; }

    public static async Task<ResendStandIn> StartAsync()
    {
        var standIn = new ResendStandIn { receiver = await StubReceiver.StartAsync() };
        standIn.receiver.Answer = standIn.HandleAsync;
        return standIn;
    }

    /// <summary>The real transport, connected to this stand-in.</summary>
    public ResendTransport Transport(string key = Key) =>
        new(http, new EmailSettings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Mail:Resend:Key"] = key,
            ["Mail:Resend:Url"] = receiver.Url,
        }).Build()));

    async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        var body = System.Text.Encoding.UTF8.GetString(receiver.Posts.Last().Body);
        Calls++;
        if (Unreachable)
            context.Abort();
        else if (RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = $"{seconds}";
            await RespondAsync(context, 429, new { name = "rate_limit_exceeded" });
        }
        else if (RespondsWith is { } status)
            await RespondAsync(context, (int)status, new { name = "application_error", message = "Invalid `to` field." });
        else if (request.Path != "/emails" || request.Headers.Authorization != $"Bearer {Key}")
            await RespondAsync(context, 401, new { name = "missing_api_key" });
        else if (Accept(request.Headers["Idempotency-Key"].ToString(), body) is not { } id)
            await RespondAsync(context, 409, new { name = "invalid_idempotent_request" });
        else if (DropsResponse)
            context.Abort();
        else
            await RespondAsync(context, 200, new { id });
    }

    /// <summary>The same key and body are the same email; the same key with another body is an error.</summary>
    Guid? Accept(string key, string body)
    {
        lock (gate)
        {
            if (!accepted.TryGetValue(key, out var before))
                accepted[key] = before = (body, Guid.CreateVersion7());
            return before.Body == body ? before.Id : null;
        }
    }

    static Task RespondAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await receiver.DisposeAsync();
    }
}
