namespace App.Docs.Errors;

/// <summary>Explains the errors of webhooks.</summary>
static class WebhookErrors
{
    public static readonly ErrorArea Area = new("Webhooks",
    [
        new("webhook_endpoint_disabled",
            "The endpoint is disabled, so nothing is sent to it: neither tests nor repeated deliveries.",
            "Enable the endpoint, then try again. Events that happened meanwhile were not queued for it: read them from GET "
            + "/api/v1/events.",
            "too_many_webhook_endpoints"),
        new("too_many_webhook_endpoints",
            "The organization has as many webhook endpoints as it can have.",
            "Archive one that you no longer need.",
            "webhook_endpoint_disabled"),
    ]);
}
