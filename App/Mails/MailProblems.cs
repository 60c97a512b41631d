using App.Platform;

namespace App.Mails;

public static class MailProblems
{
    public static readonly Problem TooSoon = new(409, "mail_resend_too_soon", "Sent a moment ago", "This letter was sent less than a minute ago. Wait a little before sending it again.") { RetryAfter = 60 };
    public static readonly Problem NotSigned = new(401, "mail_notice_unsigned", "Signature not right", "The svix-id, svix-timestamp and svix-signature headers do not fit the body, or are more than five minutes off.");
    public static readonly Problem Unreadable = new(400, "mail_notice_unreadable", "Not a notice", "The body is signed, but is not an event as Resend's webhooks send it.");

    public static readonly IReadOnlyList<Problem> All = [TooSoon, NotSigned, Unreadable];
}
