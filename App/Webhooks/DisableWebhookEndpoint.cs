using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>
/// Disables an endpoint that returned 410 or has failed for days. Background loops call it; members use
/// <see cref="UpdateWebhookEndpoint"/>.
/// </summary>
public sealed class DisableWebhookEndpoint(Gate gate) : Operation<DisableWebhookEndpoint.Request, EndpointView>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id, DisabledReason Reason) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_endpoint.disable";

    protected override async Task<Result<EndpointView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var enabled = context.Db.WebhookEndpoints.Where(row => row.Status == EndpointStatus.Enabled);
        if (await enabled.SingleOrDefaultAsync(row => row.Id == request.Id, ct) is not { } endpoint)
            return Problem.Missing("The enabled webhook endpoint");

        var before = EndpointView.Of(endpoint);
        endpoint.Disable(request.Reason, context.Now);
        await WebhookRules.DropPendingAsync(context, endpoint.Id, ct);
        var view = EndpointView.Of(endpoint);
        context.Note(endpoint.Id.ToString(), endpoint.Label, before, view);
        context.Raise(new WebhookEndpointDisabled(endpoint.Id, endpoint.Url, request.Reason));
        return view;
    }
}
