using App.Platform;

namespace App.Webhooks;

public static class WebhookProblems
{
    public static readonly Problem EndpointDisabled = new(409, "webhook_endpoint_disabled", "Endpoint disabled",
        "Nothing is sent to this endpoint while it is disabled. Enable it, then send again.");
    public static readonly Problem TooManyEndpoints = new(409, "too_many_webhook_endpoints", "Too many endpoints",
        "An organization can have up to 50 webhook endpoints. Archive one that is no longer needed.");
}
