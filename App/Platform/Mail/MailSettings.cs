namespace App.Platform;

/// <summary>How mail leaves. Resend when its key is there, else SMTP when a host is; neither is for Development alone.</summary>
public sealed class MailSettings(IConfiguration configuration)
{
    public string From { get; } = configuration["Mail:From"] ?? "Stockade <no-reply@localhost>";
    public string? ResendKey { get; } = Text(configuration["Mail:Resend:Key"]);
    public Uri ResendUrl { get; } = new(Text(configuration["Mail:Resend:Url"]) ?? "https://api.resend.com");
    public string? ResendWebhookSecret { get; } = Text(configuration["Mail:Resend:WebhookSecret"]);
    public string? SmtpHost { get; } = Text(configuration["Mail:Smtp:Host"]);
    public int SmtpPort { get; } = configuration.GetValue("Mail:Smtp:Port", 587);
    public bool SmtpTls { get; } = configuration.GetValue("Mail:Smtp:Tls", true);
    public string? SmtpUser { get; } = Text(configuration["Mail:Smtp:User"]);
    public string? SmtpPassword { get; } = Text(configuration["Mail:Smtp:Password"]);

    static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <summary>What a Production start insists on.</summary>
    public static void Check(IConfiguration configuration, List<string> faults)
    {
        var settings = new MailSettings(configuration);
        if (settings.ResendKey is null && settings.SmtpHost is null)
            faults.Add("Mail__Resend__Key or Mail__Smtp__Host is missing: without one no mail leaves, and nobody can sign up.");
        if (Text(configuration["Mail:From"]) is null || !System.Net.Mail.MailAddress.TryCreate(settings.From, out _))
            faults.Add("Mail__From is missing or not an address: who mails come from, such as Stockade <no-reply@example.com>.");
        if (settings.SmtpHost is not null && settings.ResendKey is null && !settings.SmtpTls && settings.SmtpHost is not ("localhost" or "127.0.0.1" or "::1"))
            faults.Add("Mail__Smtp__Tls=false sends codes in clear across a network.");
        if (settings.ResendUrl.Scheme != Uri.UriSchemeHttps)
            faults.Add("Mail__Resend__Url must be an https address.");
        if (settings.ResendWebhookSecret is { } secret && !secret.StartsWith(StandardWebhook.SecretPrefix, StringComparison.Ordinal))
            faults.Add("Mail__Resend__WebhookSecret must be the signing secret of a webhook at Resend, which begins with whsec_.");
    }
}
