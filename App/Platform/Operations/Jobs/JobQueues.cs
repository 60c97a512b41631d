namespace App.Platform.Operations;

/// <summary>Names Hangfire's queues. Each has its own workers, so a long queue never delays another.</summary>
public static class JobQueues
{
    /// <summary>Contains one-time codes and other emails to a single account or shopper.</summary>
    public const string Codes = "codes";

    /// <summary>Contains emails of an organization, such as invitations.</summary>
    public const string Email = "email";

    /// <summary>Contains retries of webhook deliveries.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Contains scheduled work and reactions to security events.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Contains bulk changes and exports that members began.</summary>
    public const string Bulk = "bulk";

    /// <summary>Sets the number of workers of each queue. A worker runs one job at a time.</summary>
    public static readonly IReadOnlyDictionary<string, int> Workers = new Dictionary<string, int>
    {
        [Codes] = 3,
        [Email] = 2,
        [Webhooks] = 1,
        [Maintenance] = 1,
        [Bulk] = 1,
    };
}
