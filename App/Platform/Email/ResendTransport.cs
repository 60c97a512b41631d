using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace App.Platform.Email;

/// <summary>
/// Sends email with Resend's API, POST /emails. The email's id is the idempotency key. It is also sent as a tag, so Resend's
/// delivery reports can be matched to our emails and not to those of other programs with the same Resend account.
/// </summary>
public sealed class ResendTransport(HttpClient http, EmailSettings settings) : IEmailTransport
{
    public const string Tag = "stockade_mail";

    static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromMinutes(1), MaxRetryAfter = TimeSpan.FromHours(1);

    public bool Keeps => false;

    /// <summary>Resend accepts two requests per second and account (resend.com/docs/api-reference/rate-limit).</summary>
    public TimeSpan Pace => TimeSpan.FromMilliseconds(500);

    public async Task SendAsync(OutgoingEmail mail, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ResendUrl, "/emails"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ResendKey);
        request.Headers.UserAgent.ParseAdd("Stockade/1.0");
        request.Headers.Add("Idempotency-Key", mail.Id.ToString("N"));
        request.Content = JsonContent.Create(new
        {
            from = settings.From,
            to = new[] { mail.Recipient },
            subject = mail.Content.Subject,
            text = mail.Content.Text,
            html = mail.Content.Html,
            tags = new[] { new { name = Tag, value = mail.Id.ToString("N") } },
        });
        using var response = await http.SendAsync(request, ct);
        if (response.IsSuccessStatusCode)
            return;
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            throw new EmailRateLimitedException(RetryAfterOf(response));
        // 409: another request with the same key is in progress. Other 4xx: another attempt would fail, too.
        if ((int)response.StatusCode is >= 400 and < 500
            && response.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout))
            throw EmailRefusedException.Quoting(
                $"Resend responded with status {(int)response.StatusCode}", await MessageOfAsync(response, ct));
        throw new HttpRequestException($"Resend responded with status {(int)response.StatusCode}.");
    }

    /// <summary>
    /// Returns the message of an error, such as "Invalid `to` field."; null if the body is no JSON object with one.
    /// </summary>
    static async Task<string?> MessageOfAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(ct);
            return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("message", out var message)
                ? message.ToString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Returns the delay that Resend asks for. It is at most an hour, so a used-up daily quota is checked every hour.
    /// </summary>
    static TimeSpan RetryAfterOf(HttpResponseMessage response)
    {
        var delay = response.Headers.RetryAfter?.Delta ?? DefaultRetryAfter;
        return delay < MaxRetryAfter ? delay : MaxRetryAfter;
    }
}
