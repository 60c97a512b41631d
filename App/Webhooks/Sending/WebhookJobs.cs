namespace App.Webhooks;

/// <summary>Declares the background jobs of webhooks.</summary>
public static class WebhookJobs
{
    /// <summary>Starts the due retries of an endpoint. The subject of the job is the endpoint.</summary>
    public static readonly JobKind Retry = new("webhook.retry", JobQueues.Webhooks)
    {
        Title = "Retry deliveries of a webhook endpoint",
    };
}
