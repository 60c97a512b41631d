using App.Platform;
using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>An endpoint is no longer wanted. What was sent to it stays on record.</summary>
public sealed class ArchiveWebhookEndpoint(Gate gate) : Operation<ArchiveWebhookEndpoint.Request, Done>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest
    {
        public void Check(Checks checks) { }
    }

    protected internal override Permission Permission => WebhookPermissions.Change;
    protected internal override string Action => "webhook_endpoint.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        if (await pass.Db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");

        var before = EndpointView.Of(endpoint);
        endpoint.Archive(pass.Now);
        await WebhookRules.DropPendingAsync(pass, endpoint.Id, ct);
        pass.Note(endpoint.Id.ToString(), endpoint.Label, before);
        return new Done();
    }
}
