using System.Net;
using System.Net.Mail;
using System.Net.Mime;

namespace App.Platform;

/// <summary>Any mail server, by SMTP with STARTTLS.</summary>
public sealed class SmtpMailer(MailSettings settings) : IMailer
{
    public bool Keeps => false;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var smtp = new SmtpClient(settings.SmtpHost, settings.SmtpPort) { EnableSsl = settings.SmtpTls };
        if (settings.SmtpUser is { } user)
            smtp.Credentials = new NetworkCredential(user, settings.SmtpPassword);
        using var message = new MailMessage { Subject = mail.Content.Subject, Body = mail.Content.Text, IsBodyHtml = false };
        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{From().Host}>");
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Content.Html, null, MediaTypeNames.Text.Html));
        try
        {
            message.From = From();
            message.To.Add(new MailAddress(mail.Recipient));
            await smtp.SendMailAsync(message, ct);
        }
        catch (FormatException)
        {
            throw new MailRefusedException("The address is not one that SMTP takes.");
        }
        catch (SmtpFailedRecipientException refused) when (refused.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.MailboxNameNotAllowed)
        {
            throw new MailRefusedException($"The mail server refused the recipient: {refused.StatusCode}.");
        }
    }

    MailAddress From() => new(settings.From);
}
