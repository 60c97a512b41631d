namespace App.EmailLog;

public static class EmailProblems
{
    public static readonly Problem TooSoon = new(409, "email_resend_too_soon", "Sent less than a minute ago",
        "This email was sent less than a minute ago. Wait a minute before you send it again.") { RetryAfter = 60 };

    public static readonly Problem NotSigned = new(401, "delivery_report_unsigned", "Invalid signature",
        "The svix-id, svix-timestamp and svix-signature headers do not match the body, or the timestamp is off by more than " +
        "5 minutes.");

    public static readonly Problem Unreadable = new(400, "delivery_report_unreadable", "Not a webhook event",
        "The signature is valid, but the body is not an event of Resend's webhooks.");

    public static readonly IReadOnlyList<Problem> All = [TooSoon, NotSigned, Unreadable];
}
