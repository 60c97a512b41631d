using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>One endpoint.</summary>
public sealed class GetWebhookEndpoint(Gate gate) : Query<GetWebhookEndpoint.Request, EndpointView>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Read;
    protected internal override string Action => "webhook_endpoint.get";

    protected override async Task<Result<EndpointView>> PerformAsync(Request request, Pass pass, CancellationToken ct) =>
        await pass.Last.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct)
            is { } endpoint ? EndpointView.Of(endpoint) : Problem.Missing("The webhook endpoint");
}
