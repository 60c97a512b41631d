using System.Net;
using System.Text.Json;
using App.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Platform;

/// <summary>Speaks Resend's protocol as its documentation has it: bearer key, POST /emails, idempotency keys, errors as JSON.</summary>
sealed class ResendStandIn : IAsyncDisposable
{
    const string Key = "re_test";

    readonly Lock gate = new();
    readonly Dictionary<string, (string Body, Guid Id)> known = [];
    readonly HttpClient http = new();
    Webhooks.StubReceiver receiver = null!;

    /// <summary>What it has taken, each once.</summary>
    public IReadOnlyList<JsonElement> Mails
    {
        get
        {
            lock (gate)
                return [.. known.Values.Select(one => JsonElement.Parse(one.Body))];
        }
    }

    public int Calls { get; private set; }

    /// <summary>Takes the call and hangs up.</summary>
    public bool Unreachable { get; set; }

    /// <summary>Takes the mail, and hangs up before it says so.</summary>
    public bool SwallowsAnswer { get; set; }

    /// <summary>What it answers instead.</summary>
    public HttpStatusCode? Answers { get; set; }

    /// <summary>Takes no more for so many seconds, as it says.</summary>
    public int? RetryAfter { get; set; }

    public static async Task<ResendStandIn> StartAsync()
    {
        var standIn = new ResendStandIn { receiver = await Webhooks.StubReceiver.StartAsync() };
        standIn.receiver.Answer = standIn.AnswerAsync;
        return standIn;
    }

    /// <summary>Our side of it, the real one.</summary>
    public ResendMailer Mailer(string key = Key) => new(http, new MailSettings(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Mail:Resend:Key"] = key,
        ["Mail:Resend:Url"] = receiver.Url,
    }).Build()));

    async Task AnswerAsync(HttpContext context)
    {
        var (request, body) = (context.Request, System.Text.Encoding.UTF8.GetString(receiver.Posts.Last().Body));
        Calls++;
        if (Unreachable)
            context.Abort();
        else if (RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = $"{seconds}";
            await TellAsync(context, 429, new { name = "rate_limit_exceeded" });
        }
        else if (Answers is { } status)
            await TellAsync(context, (int)status, new { name = "application_error" });
        else if (request.Path != "/emails" || request.Headers.Authorization != $"Bearer {Key}")
            await TellAsync(context, 401, new { name = "missing_api_key" });
        else if (Take(request.Headers["Idempotency-Key"].ToString(), body) is not { } id)
            await TellAsync(context, 409, new { name = "invalid_idempotent_request" });
        else if (SwallowsAnswer)
            context.Abort();
        else
            await TellAsync(context, 200, new { id });
    }

    /// <summary>The same key and body are the same mail; the same key with another body is a fault.</summary>
    Guid? Take(string key, string body)
    {
        lock (gate)
        {
            if (!known.TryGetValue(key, out var before))
                known[key] = before = (body, Guid.CreateVersion7());
            return before.Body == body ? before.Id : null;
        }
    }

    static Task TellAsync(HttpContext context, int status, object answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await receiver.DisposeAsync();
    }
}
