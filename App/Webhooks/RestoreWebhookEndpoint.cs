using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>
/// Restores an archived webhook endpoint. It is disabled, so nothing is sent to it before it is enabled. Fails with
/// <c>too_many_webhook_endpoints</c> if the organization has as many as it can have. An endpoint that is not archived stays as it
/// is.
/// </summary>
public sealed class RestoreWebhookEndpoint(Gate gate) : Operation<RestoreWebhookEndpoint.Request, EndpointView>(gate)
{
    public sealed record Request(Id<WebhookEndpoint> Id) : IRequest;

    protected internal override Access Access => Access.Member(WebhookPermissions.Change);
    protected internal override string Action => "webhook_endpoint.restore";

    protected override async Task<Result<EndpointView>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var endpoint = await context.Db.WebhookEndpoints.IgnoreQueryFilters([Filters.Archived])
            .SingleOrDefaultAsync(endpoint => endpoint.Id == request.Id, ct);
        if (endpoint is null)
            return Problem.Missing("The webhook endpoint");
        var before = EndpointView.Of(endpoint);
        if (endpoint.ArchivedAt is null)
        {
            context.AlreadyDone();
            return before;
        }
        if (await context.Db.WebhookEndpoints.CountAsync(ct) >= CreateWebhookEndpoint.Most)
            return WebhookProblems.TooManyEndpoints;

        endpoint.Restore(context.Now);
        var view = EndpointView.Of(endpoint);
        context.Note(endpoint.Id.ToString(), endpoint.Label, before, view);
        return view;
    }
}
