using System.Net;
using System.Net.Http.Headers;

namespace App.Platform;

/// <summary>
/// Resend's API: POST /emails, idempotent by the mail's id. The id travels along as a tag, so that what Resend tells of the mail later can be
/// told apart from mails of other programs of the same account.
/// </summary>
public sealed class ResendMailer(HttpClient http, MailSettings settings) : IMailer
{
    public const string Tag = "stockade_mail";

    static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(1);

    public bool Keeps => false;

    /// <summary>Two requests a second for each account (resend.com/docs/api-reference/rate-limit).</summary>
    public TimeSpan Pace => TimeSpan.FromMilliseconds(500);

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
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
        using var answer = await http.SendAsync(request, ct);
        if (answer.IsSuccessStatusCode)
            return;
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            throw new MailBusyException(WaitAskedFor(answer));
        // 409: the same mail is on its way at this moment. Other 4xx: it will not get better.
        if ((int)answer.StatusCode is >= 400 and < 500 && answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout))
            throw new MailRefusedException($"Resend answered {(int)answer.StatusCode}.");
        throw new HttpRequestException($"Resend answered {(int)answer.StatusCode}.");
    }

    /// <summary>In whole seconds, as Resend says it. A day's quota that is used up is asked after each hour.</summary>
    static TimeSpan WaitAskedFor(HttpResponseMessage answer) => (answer.Headers.RetryAfter?.Delta ?? Unsaid) is var asked && asked < Longest ? asked : Longest;
}
