using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Our own loops give an endpoint up: it said that it is gone, or it has failed for days.</summary>
public sealed class DisableWebhookEndpoint(Gate gate) : Operation<DisableWebhookEndpoint.Request, EndpointView>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id, DisabledReason Reason) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Change;
    protected internal override string Action => "webhook_endpoint.disable";

    protected override async Task<Result<EndpointView>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id && endpoint.Status == EndpointStatus.Enabled, ct) is not { } endpoint)
            return Problem.Missing("The enabled webhook endpoint");

        var before = EndpointView.Of(endpoint);
        endpoint.Disable(request.Reason, pass.Now);
        await WebhookRules.DropPendingAsync(pass, endpoint.Id, ct);
        var view = EndpointView.Of(endpoint);
        pass.Note(endpoint.Id.ToString(), endpoint.Label, before, view);
        pass.Raise(new WebhookEndpointDisabled(endpoint.Id, endpoint.Url, request.Reason));
        return view;
    }
}
