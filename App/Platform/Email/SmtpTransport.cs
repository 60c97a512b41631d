using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace App.Platform.Email;

/// <summary>Sends email through an SMTP server, with MailKit.</summary>
public sealed class SmtpTransport(EmailSettings settings, TimeProvider clock) : IEmailTransport
{
    public bool Keeps => false;

    public async Task SendAsync(OutgoingEmail mail, CancellationToken ct)
    {
        using var message = Write(mail);
        using var smtp = new SmtpClient
        {
            ServerCertificateValidationCallback = Trusts,
            CheckCertificateRevocation = false, // like HttpClient; private authorities rarely publish revocation lists
        };
        await smtp.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, OptionsOf(settings.SmtpTls), ct);
        if (settings.SmtpUser is { } user)
            await smtp.AuthenticateAsync(user, settings.SmtpPassword ?? "", ct);
        try
        {
            await smtp.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused)
            when ((int)refused.StatusCode >= 500
                && refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            var what = refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? "recipient" : "email";
            throw EmailRefusedException.Quoting(
                $"The SMTP server rejected the {what} with status {(int)refused.StatusCode}", refused.Message);
        }
        await smtp.DisconnectAsync(quit: true, ct);
    }

    MimeMessage Write(OutgoingEmail mail)
    {
        if (!EmailSettings.TryParse(mail.Recipient, out var recipient) || !EmailSettings.TryParse(settings.From, out var from))
            throw new EmailRefusedException("The recipient or sender is not a valid SMTP address.");
        var body = new BodyBuilder { TextBody = mail.Content.Text, HtmlBody = mail.Content.Html }.ToMessageBody();
        return new MimeMessage([from], [recipient], mail.Content.Subject, body)
        {
            MessageId = $"{mail.Id:N}@{from.Domain}", // the same at every attempt, so recipients can recognize duplicates
            Date = clock.GetUtcNow(),
        };
    }

    static SecureSocketOptions OptionsOf(SmtpTls tls) => tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.StartTls => SecureSocketOptions.StartTls, // required: sending fails if the server does not offer it
        _ => SecureSocketOptions.None,
    };

    /// <summary>
    /// Accepts certificates that the system trusts and, if Mail__Smtp__CaFile is set, those issued by the authorities in that
    /// file. A certificate for another host name is never accepted.
    /// </summary>
    bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors
            || settings.SmtpAuthorities is not { } authorities || certificate is not X509Certificate2 shown)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null)
            own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(element => element.Certificate).ToArray());
        return own.Build(shown);
    }
}
