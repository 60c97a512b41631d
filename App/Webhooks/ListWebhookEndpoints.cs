using Microsoft.EntityFrameworkCore;

namespace App.Webhooks;

/// <summary>Lists active webhook endpoints, newest first. With <c>archived=true</c>, lists archived ones instead.</summary>
public sealed class ListWebhookEndpoints(Gate gate) : Query<ListWebhookEndpoints.Request, Page<EndpointView>>(gate)
{
    /// <param name="Failing">
    /// True lists only endpoints whose deliveries fail, or that were disabled because they failed or returned 410.
    /// </param>
    /// <param name="Archived">True lists archived endpoints instead of active ones.</param>
    public sealed record Request(PageRequest Page, bool Failing = false, bool Archived = false) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_endpoint.list";

    protected override async Task<Result<Page<EndpointView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<WebhookEndpoint> endpoints = context.FinalRead().WebhookEndpoints;
        if (request.Archived)
            endpoints = endpoints.IgnoreQueryFilters([Filters.Archived]).Where(endpoint => endpoint.ArchivedAt != null);
        if (request.Failing)
            endpoints = endpoints.Where(WebhookEndpoint.IsFailing);
        return await endpoints.NewestAsync(
            request.Page, endpoint => endpoint.Id, endpoint => endpoint.UpdatedAt, endpoint => EndpointView.Of(endpoint), ct);
    }
}
