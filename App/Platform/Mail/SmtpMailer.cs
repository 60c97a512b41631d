using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace App.Platform;

/// <summary>Sends mail through any mail server, by SMTP with MailKit.</summary>
public sealed class SmtpMailer(MailSettings settings, TimeProvider clock) : IMailer
{
    public bool Keeps => false;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        using var message = Write(mail);
        using var smtp = new SmtpClient
        {
            ServerCertificateValidationCallback = Trusts,
            CheckCertificateRevocation = false, // as HttpClient does; an authority of one's own mostly has no list to ask
        };
        await smtp.ConnectAsync(settings.SmtpHost!, settings.SmtpPort, OptionsOf(settings.SmtpTls), ct);
        if (settings.SmtpUser is { } user)
            await smtp.AuthenticateAsync(user, settings.SmtpPassword ?? "", ct);
        try
        {
            await smtp.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused)
            when (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500)
        {
            throw new MailRefusedException($"The mail server refused the recipient: {refused.StatusCode}.");
        }
        await smtp.DisconnectAsync(quit: true, ct);
    }

    MimeMessage Write(OutgoingMail mail)
    {
        if (!MailSettings.TryParse(mail.Recipient, out var recipient) || !MailSettings.TryParse(settings.From, out var from))
            throw new MailRefusedException("The address is not one that SMTP takes.");
        var body = new BodyBuilder { TextBody = mail.Content.Text, HtmlBody = mail.Content.Html }.ToMessageBody();
        return new MimeMessage([from], [recipient], mail.Content.Subject, body)
        {
            MessageId = $"{mail.Id:N}@{from.Domain}", // the same at every attempt: so a mail that came twice is recognized
            Date = clock.GetUtcNow(),
        };
    }

    static SecureSocketOptions OptionsOf(SmtpTls tls) => tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.StartTls => SecureSocketOptions.StartTls, // insists: a server that does not offer it gets no mail
        _ => SecureSocketOptions.None,
    };

    /// <summary>
    /// Trusts what the system trusts and, when Mail__Smtp__CaFile is set, certificates of the authorities in that file. A
    /// certificate for another name is never trusted.
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
