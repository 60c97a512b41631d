using System.Net;
using System.Net.Http.Headers;

namespace App.Platform;

/// <summary>Resend's API: POST /emails, idempotent by the mail's id.</summary>
public sealed class ResendMailer(HttpClient http, MailSettings settings) : IMailer
{
    public bool Keeps => false;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ResendUrl, "/emails"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.ResendKey);
        request.Headers.UserAgent.ParseAdd("Stockade/1.0");
        request.Headers.Add("Idempotency-Key", mail.Id.ToString("N"));
        request.Content = JsonContent.Create(new { from = settings.From, to = new[] { mail.Recipient }, subject = mail.Content.Subject, text = mail.Content.Text, html = mail.Content.Html });
        using var answer = await http.SendAsync(request, ct);
        if (answer.IsSuccessStatusCode)
            return;
        // 409: the same mail is on its way at this moment. 429: too many, try later. Other 4xx: it will not get better.
        if ((int)answer.StatusCode is >= 400 and < 500 && answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout))
            throw new MailRefusedException($"Resend answered {(int)answer.StatusCode}.");
        throw new HttpRequestException($"Resend answered {(int)answer.StatusCode}.");
    }
}
