using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Archives a webhook endpoint: drops its pending deliveries and sends nothing more. Past deliveries are kept.</summary>
public sealed class ArchiveWebhookEndpoint(Gate gate) : Operation<ArchiveWebhookEndpoint.Request, Done>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_endpoint.archive";

    protected override async Task<Result<Done>> PerformAsync(Request request, OperationContext context, CancellationToken ct)
    {
        if (await context.Db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The webhook endpoint");

        var before = EndpointView.Of(endpoint);
        endpoint.Archive(context.Now);
        await WebhookRules.DropPendingAsync(context, endpoint.Id, ct);
        context.Note(endpoint.Id.ToString(), endpoint.Label, before);
        return new Done();
    }
}
