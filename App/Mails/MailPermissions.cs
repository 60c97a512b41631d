using App.Platform;

namespace App.Mails;

public static class MailPermissions
{
    public static readonly Permission Read = new("mails.read", "See the mail log", "See which mails went to whom, what they said and what became of them; never their codes and links.", Role.Admin, "mails:read");
    public static readonly Permission Resend = new("mails.resend", "Send mails again", "Send a letter again, with a new link, where its sender may send it at all.", Role.Admin, "mails:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Resend];
}
