namespace App.Platform;

/// <summary>One setting of an installation, as an environment variable (in appsettings.json a colon stands for the two underscores).</summary>
/// <param name="Name">As in the environment.</param>
/// <param name="Sentence">What it is.</param>
/// <param name="Default">What it is when left out; null when Production does not start without it.</param>
public sealed record Setting(string Name, string Sentence, string? Default)
{
    /// <summary>All there are. <see cref="Settings"/> checks them, docs/settings.md lists them, a test holds the two together.</summary>
    public static readonly IReadOnlyList<Setting> All =
    [
        new("ConnectionStrings__Owner", "PostgreSQL, as stockade_owner: migrates, and owns the tables.", null),
        new("ConnectionStrings__App", "PostgreSQL, as stockade_app: serves, under row level security.", null),
        new("ConnectionStrings__Ops", "PostgreSQL, as stockade_ops: the loops that look across organizations. Across a network all three need SSL Mode=VerifyFull (or Require) and a password of 16 characters or more.", null),
        new("PublicUrl", "The https address under which people reach the installation; links in mails begin with it.", null),
        new("Encryption__KeyFolder", "The folder of the keys that seal secrets in the database: a file each, named like 20260131.key, with 32 random bytes in base64 (openssl rand -base64 32). The last by name seals, all open. The same for all instances, and kept apart from backups; App.dll keys rotate data adds one while the app runs.", "none"),
        new("Encryption__Key", "Instead of a folder, the key itself: a name, a colon, 32 random bytes in base64, such as 2026:$(openssl rand -base64 32). One of the two must be set.", "none"),
        new("Encryption__OldKeys", "With Encryption__Key, the keys that sealed before, comma separated: they still open. Keep each until nothing needs it.", "none"),
        new("Mail__From", "Who mails come from: Stockade <no-reply@example.com>.", null),
        new("Mail__Resend__Key", "Key of Resend, through which mail leaves; or set Mail__Smtp__Host.", "none"),
        new("Mail__Resend__Url", "Where Resend answers.", "https://api.resend.com"),
        new("Mail__Resend__WebhookSecret", "Signing secret of the webhook at Resend that tells of deliveries, bounces and complaints, to be sent to /api/hooks/resend. Without it nothing is taken there.", "none"),
        new("Mail__Smtp__Host", "SMTP server through which mail leaves when there is no Resend key.", "none"),
        new("Mail__Smtp__Port", "Its port.", "587, or 465 with implicit TLS"),
        new("Mail__Smtp__Tls", "starttls: TLS by the command STARTTLS; a server that does not offer it gets no mail. implicit: TLS from the first byte on. none: no TLS, for a mail server on the same machine (localhost) only.", "starttls"),
        new("Mail__Smtp__CaFile", "A file of certificates (PEM) of authorities to trust there beside those of the system, for a mail server with a certificate of an authority of its own.", "none"),
        new("Mail__Smtp__User", "Who signs in there.", "none"),
        new("Mail__Smtp__Password", "With which password.", "none"),
        new("Proxies__Known", "Addresses or networks of the proxies in front, comma separated. Only what these say of the visitor's address and of https is believed.", "none"),
        new("Places__File", "A file in MaxMind's format (GeoLite2-City.mmdb, or another's), from which sessions and mails about them say a city and a country beside the address.", "none"),
        new("Webhooks__AllowedNetworks", "Networks that webhooks may be sent to although they are not public, comma separated; over http and any port, too.", "none"),
        new("Passwords__Cost", "bcrypt's cost: two to the power of it are the rounds. Not below 12.", "12"),
        new("Jobs__InvisibilitySeconds", "How long after its last heartbeat a background job counts as lost, so that another instance runs it again.", "30"),
        new("ASPNETCORE_HTTP_PORTS", "Ports to listen on. TLS ends at the proxy, or is set up with Kestrel__Endpoints.", "8080 in the image"),
        new("STOCKADE_LIMITS", "relaxed multiplies every rate limit by 10,000, for load tests. Production refuses to start with it.", "none"),
    ];
}
