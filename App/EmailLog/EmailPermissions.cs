namespace App.EmailLog;

public static class EmailPermissions
{
    public static readonly Permission Read = new("emails.read", "View the email log",
        "View the emails that were sent, with their recipients, text and delivery state, but without codes and links.",
        "emails:read");

    public static readonly Permission Resend = new("emails.resend", "Resend emails",
        "Send an email again with a new link. The permission to send it the first time is required, too.",
        "emails:write");

    public static readonly IReadOnlyList<Permission> All = [Read, Resend];
}
