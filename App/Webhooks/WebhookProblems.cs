namespace App.Webhooks;

public static class WebhookProblems
{
    public static readonly Problem EndpointDisabled = new(409, "webhook_endpoint_disabled", "Endpoint disabled",
        "Nothing is sent to a disabled endpoint. Enable it and try again.");
    public static readonly Problem TooManyEndpoints = new(409, "too_many_webhook_endpoints", "Too many endpoints",
        $"An organization can have up to {CreateWebhookEndpoint.Most} webhook endpoints. Archive one you no longer need.");
}
