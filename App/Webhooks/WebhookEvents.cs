namespace App.Webhooks;

public sealed record WebhookEndpointDisabled(Id<WebhookEndpoint> WebhookEndpointId, string Url, DisabledReason Reason) : IEvent
{
    public static string Type => "webhook_endpoint.disabled";
    public string Subject => WebhookEndpointId.ToString();
}

/// <summary>Goes only to the endpoint it names, whatever that endpoint subscribes to.</summary>
public sealed record WebhookEndpointTested(Id<WebhookEndpoint> WebhookEndpointId, string Message) : IEvent
{
    public static string Type => "webhook_endpoint.tested";
    public string Subject => WebhookEndpointId.ToString();
}
