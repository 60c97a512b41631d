using System.Globalization;

namespace App.Platform.Http;

/// <summary>
/// Describes a setting of an installation, which is an environment variable. In appsettings.json, a colon takes the place of the
/// two underscores.
/// </summary>
/// <param name="Name">The name of the environment variable.</param>
/// <param name="Sentence">The description of the setting.</param>
/// <param name="Default">The value when it is not set; null if Production does not start without it.</param>
public sealed record Setting(string Name, string Sentence, string? Default)
{
    /// <summary>Gets the check of a feature's setting: it returns what is wrong with the value, or null.</summary>
    public Func<IConfiguration, string?>? Fault { get; init; }

    /// <summary>
    /// Lists the settings that belong to no feature. <see cref="Settings"/> checks them. A test keeps docs/settings.md in sync.
    /// </summary>
    public static readonly IReadOnlyList<Setting> General =
    [
        new("ConnectionStrings__Owner",
            "PostgreSQL connection string of the role stockade_owner, which owns and migrates the tables. " +
            "Only `migrate` needs it: except in Development, the serving process refuses to start with it.",
            "required by `migrate`"),
        new("ConnectionStrings__App",
            "PostgreSQL connection string of the role stockade_app, which serves requests under row level security.",
            null),
        new("ConnectionStrings__Ops",
            "PostgreSQL connection string of the role stockade_ops, for background work across organizations. " +
            "Across a network, all three need SSL Mode=VerifyFull (or VerifyCA) and a password of at least 16 characters.",
            null),
        new("PublicUrl", "The public HTTPS URL of the installation. Links in emails start with it.", null),
        new("Encryption__KeyFolder",
            "The folder of the keys that encrypt secrets in the database: one file per key, with a name like 20260131.key and " +
            "32 random bytes in base64 (openssl rand -base64 32). The last key by name encrypts; all keys decrypt. " +
            "All instances need the same keys. Keep them apart from backups. `App.dll keys rotate data` adds a key while " +
            "the app runs.",
            "none"),
        new("Encryption__Key",
            "The encryption key itself, instead of a folder: a name, a colon and 32 random bytes in base64, such as " +
            "2026:$(openssl rand -base64 32). Set either this or Encryption__KeyFolder.",
            "none"),
        new("Encryption__OldKeys",
            "Previous values of Encryption__Key, separated by commas. They only decrypt. Keep each one until nothing needs it.",
            "none"),
        new("Mail__From", "The sender of emails, such as Stockade <no-reply@example.com>.", null),
        new("Mail__Resend__Key",
            "The API key of Resend, which sends the emails. Required if Mail__Smtp__Host is not set.",
            "none"),
        new("Mail__Resend__Url", "The URL of Resend's API.", "https://api.resend.com"),
        new("Mail__Resend__WebhookSecret",
            "The signing secret of the Resend webhook that reports deliveries, bounces and spam complaints to " +
            "/api/hooks/resend. If it is not set, that URL does not exist.",
            "none"),
        new("Mail__Smtp__Host", "The SMTP server that sends emails if Mail__Resend__Key is not set.", "none"),
        new("Mail__Smtp__Port", "The port of the SMTP server.", "587, or 465 with implicit TLS"),
        new("Mail__Smtp__Tls",
            "The encryption of the SMTP connection. starttls: TLS after the STARTTLS command; sending fails if the server " +
            "does not offer it. implicit: TLS from the first byte. none: no TLS; allowed only for a server on the same " +
            "machine (localhost).",
            "starttls"),
        new("Mail__Smtp__CaFile",
            "A PEM file of certificate authorities that are trusted for the SMTP server, in addition to the system's.",
            "none"),
        new("Mail__Smtp__User", "The user name for the SMTP server.", "none"),
        new("Mail__Smtp__Password", "The password for the SMTP server.", "none"),
        new("Proxies__Known",
            "The addresses or networks of trusted reverse proxies, separated by commas. The X-Forwarded-For and " +
            "X-Forwarded-Proto headers are used only if they come from one of these.",
            "none"),
        new("Places__File",
            "A database file in MaxMind's format, such as GeoLite2-City.mmdb. With it, sessions and emails about sign-ins " +
            "show a city and country next to the IP address.",
            "none"),
        new("Jobs__InvisibilitySeconds",
            "Seconds without a heartbeat after which a background job is considered lost and another instance runs it again.",
            "30"),
        OfRetention(RetentionPeriod.Sessions,
            "Days for which sessions of staff and shoppers are kept after their end, with IP address and browser."),
        OfRetention(RetentionPeriod.AccountEntries,
            "Days for which an account's own entries are kept: sign-ins, failed ones, and changes to its security. " +
            "Entries of an organization's audit log are always kept."),
        OfRetention(RetentionPeriod.SecurityEvents,
            "Days for which security events are kept after they were last seen, such as failed sign-ins and refused requests."),
        new("ASPNETCORE_HTTP_PORTS",
            "The ports to listen on. TLS ends at the reverse proxy, or is configured with Kestrel__Endpoints.",
            "8080 in the image"),
        new("STOCKADE_LIMITS",
            "The value relaxed multiplies every rate limit by 10,000, for load tests. Production refuses to start with it.",
            "none"),
    ];

    static Setting OfRetention(RetentionPeriod period, string sentence) =>
        new(period.Setting, sentence, period.Days.ToString(CultureInfo.InvariantCulture));
}
