using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace App.Platform.Email;

/// <summary>
/// Specifies the encryption of the connection to an SMTP server: after the STARTTLS command, from the first byte, or none.
/// </summary>
public enum SmtpTls { StartTls, Implicit, None }

/// <summary>
/// Reads the settings for sending email. Email is sent through Resend if its key is set, otherwise through SMTP if a host is set.
/// Only Development may set neither.
/// </summary>
public sealed class EmailSettings(IConfiguration configuration)
{
    const string ResendAddress = "https://api.resend.com";

    static readonly ParserOptions WithDomain = new() { AllowAddressesWithoutDomain = false };

    public string From { get; } = configuration["Mail:From"] ?? "Stockade <no-reply@localhost>";
    public string? ResendKey { get; } = Text(configuration["Mail:Resend:Key"]);
    public Uri ResendUrl { get; } = new(Text(configuration["Mail:Resend:Url"]) ?? ResendAddress);
    public string? ResendWebhookSecret { get; } = Text(configuration["Mail:Resend:WebhookSecret"]);
    public string? SmtpHost { get; } = Text(configuration["Mail:Smtp:Host"]);
    public SmtpTls SmtpTls { get; } = TlsOf(configuration["Mail:Smtp:Tls"]) ?? SmtpTls.StartTls;
    public int SmtpPort { get; } =
        configuration.GetValue<int?>("Mail:Smtp:Port") ?? (TlsOf(configuration["Mail:Smtp:Tls"]) == SmtpTls.Implicit ? 465 : 587);
    public string? SmtpUser { get; } = Text(configuration["Mail:Smtp:User"]);
    public string? SmtpPassword { get; } = Text(configuration["Mail:Smtp:Password"]);

    /// <summary>
    /// Gets the certificate authorities in Mail__Smtp__CaFile, trusted in addition to the system's; null without that file.
    /// </summary>
    public X509Certificate2Collection? SmtpAuthorities { get; } =
        Text(configuration["Mail:Smtp:CaFile"]) is { } path ? AuthoritiesIn(path) : null;

    /// <summary>
    /// Parses exactly one mailbox address with a domain. Control characters are rejected, because a line break would start
    /// another header.
    /// </summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        return !text.Any(char.IsControl) && MailboxAddress.TryParse(WithDomain, text, out address);
    }

    /// <summary>Adds a message for each setting that prevents a start in Production.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        if (Text(configuration["Mail:Resend:Key"]) is null && Text(configuration["Mail:Smtp:Host"]) is null)
            faults.Add("Mail__Resend__Key or Mail__Smtp__Host is missing. Without one, no email is sent and no one can sign up.");
        if (Text(configuration["Mail:From"]) is not { } from || !TryParse(from, out _))
            faults.Add("Mail__From is missing or not an address: the sender of emails, such as Stockade <no-reply@example.com>.");
        if (!Uri.TryCreate(Text(configuration["Mail:Resend:Url"]) ?? ResendAddress, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttps)
            faults.Add("Mail__Resend__Url must be an HTTPS URL.");
        if (Text(configuration["Mail:Resend:WebhookSecret"]) is { } secret
            && !secret.StartsWith(StandardWebhook.SecretPrefix, StringComparison.Ordinal))
            faults.Add("Mail__Resend__WebhookSecret must be the signing secret of a Resend webhook, which starts with whsec_.");
        CheckSmtp(configuration, faults);
    }

    /// <summary>
    /// Adds a message for each invalid SMTP setting, even if email is sent through Resend: the settings must work when they are
    /// needed.
    /// </summary>
    static void CheckSmtp(IConfiguration configuration, List<string> faults)
    {
        var host = Text(configuration["Mail:Smtp:Host"]);
        var tls = Text(configuration["Mail:Smtp:Tls"]);
        if (tls is not null && TlsOf(tls) is null)
            faults.Add("Mail__Smtp__Tls must be starttls, implicit or none.");
        if (TlsOf(tls) == SmtpTls.None && host is not null && !IsThisMachine(host))
            faults.Add("Mail__Smtp__Tls=none sends codes in clear text across the network. It is allowed for localhost only.");
        if (Text(configuration["Mail:Smtp:Port"]) is { } port
            && !(int.TryParse(port, out var number) && number is > 0 and <= IPEndPoint.MaxPort))
            faults.Add("Mail__Smtp__Port must be a number from 1 to 65535.");
        if (Text(configuration["Mail:Smtp:CaFile"]) is not { } path)
            return;
        try
        {
            if (AuthoritiesIn(path).Count == 0)
                faults.Add("Mail__Smtp__CaFile contains no certificate.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            faults.Add($"Mail__Smtp__CaFile cannot be read: {failure.Message}");
        }
    }

    static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    static SmtpTls? TlsOf(string? text) => text switch
    {
        "starttls" => SmtpTls.StartTls,
        "implicit" => SmtpTls.Implicit,
        "none" => SmtpTls.None,
        _ => null,
    };

    static X509Certificate2Collection AuthoritiesIn(string path)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        return authorities;
    }

    static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
