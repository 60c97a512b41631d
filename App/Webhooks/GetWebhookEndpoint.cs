namespace App.Webhooks;

/// <summary>Returns a webhook endpoint.</summary>
public sealed class GetWebhookEndpoint(Gate gate) : GetById<WebhookEndpoint, EndpointView>(gate, Row, "The webhook endpoint")
{
    static readonly CompiledLookup<WebhookEndpoint, EndpointView> Row = new(endpoint => EndpointView.Of(endpoint));

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_endpoint.get";
}
