namespace App.Platform.Email;

/// <summary>
/// Defines the two kinds of jobs that send email. They have separate queues, so a thousand invitations never delay a one-time
/// code.
/// </summary>
public static class EmailJobs
{
    /// <summary>Sends emails to a single account or shopper: one-time codes, resets, security alerts.</summary>
    public static readonly JobKind SendCode = new("email.send_code", JobQueues.Codes)
    {
        Title = "Send one-time codes and security emails",
    };

    /// <summary>
    /// Sends the emails of an organization, such as invitations. The job's subject is the organization, so organizations take
    /// turns.
    /// </summary>
    public static readonly JobKind Send = new("email.send", JobQueues.Email)
    {
        Title = "Send emails of an organization",
    };

    public static JobKind Of(string name) => name == SendCode.Name ? SendCode : Send;
}
