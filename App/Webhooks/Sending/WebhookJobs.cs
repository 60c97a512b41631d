using App.Platform;

namespace App.Webhooks;

/// <summary>Jobs of webhooks.</summary>
public static class WebhookJobs
{
    /// <summary>Starts the retries of an endpoint that are due. Its subject is the endpoint.</summary>
    public static readonly JobKind Retry = new("webhook.retry", JobQueues.Webhooks)
    {
        Title = "Retry deliveries of a webhook endpoint",
    };
}
