using App.Platform;

namespace App.Webhooks;

/// <summary>One endpoint.</summary>
public sealed class GetWebhookEndpoint(Gate gate) : Query<GetWebhookEndpoint.Request, EndpointView>(gate)
{
    static readonly RowById<WebhookEndpoint, EndpointView> Row = new(endpoint => EndpointView.Of(endpoint));

    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Read;
    protected internal override string Action => "webhook_endpoint.get";

    protected override async Task<Result<EndpointView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await Row.FindAsync(pass.Last, request.Id, ct) is { } endpoint ? endpoint : Problem.Missing("The webhook endpoint");
}
