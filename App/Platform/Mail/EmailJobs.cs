namespace App.Platform;

/// <summary>
/// The two jobs that send email. They have queues of their own, so that a thousand invitations never delay a one-time code.
/// </summary>
public static class EmailJobs
{
    /// <summary>Sends emails to a single account or shopper: one-time codes, resets, security alerts.</summary>
    public static readonly JobKind SendCode = new("email.send_code", JobQueues.Codes)
    {
        Title = "Send one-time codes and security emails",
    };

    /// <summary>
    /// Sends emails of an organization, such as invitations. Its subject is the organization, so organizations take turns.
    /// </summary>
    public static readonly JobKind Send = new("email.send", JobQueues.Email)
    {
        Title = "Send emails of an organization",
    };

    public static JobKind Of(string name) => name == SendCode.Name ? SendCode : Send;
}
