namespace App.Platform;

/// <summary>The queues of Hangfire. Each has workers of its own, so that a long queue never delays another.</summary>
public static class JobQueues
{
    /// <summary>One-time codes and other emails to a single account or shopper.</summary>
    public const string Codes = "codes";

    /// <summary>Emails of an organization, such as invitations.</summary>
    public const string Email = "email";

    /// <summary>Retries of webhook deliveries.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Schedules, and reactions to security events.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Workers of each queue. Hangfire runs one job at a time on each worker.</summary>
    public static readonly IReadOnlyDictionary<string, int> Workers = new Dictionary<string, int>
    {
        [Codes] = 3,
        [Email] = 2,
        [Webhooks] = 1,
        [Maintenance] = 1,
    };
}
