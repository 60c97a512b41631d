namespace App.Webhooks;

/// <summary>Returns a webhook endpoint.</summary>
public sealed class GetWebhookEndpoint(Gate gate) : Query<GetWebhookEndpoint.Request, EndpointView>(gate)
{
    static readonly CompiledLookup<WebhookEndpoint, EndpointView> Row = new(endpoint => EndpointView.Of(endpoint));

    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_endpoint.get";

    protected override async Task<Result<EndpointView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await Row.FindAsync(context.FinalRead(), request.Id, ct) is { } endpoint
            ? endpoint
            : Problem.Missing("The webhook endpoint");
}
