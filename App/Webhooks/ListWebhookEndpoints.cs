namespace App.Webhooks;

/// <summary>Lists webhook endpoints, newest first.</summary>
public sealed class ListWebhookEndpoints(Gate gate) : Query<ListWebhookEndpoints.Request, Page<EndpointView>>(gate)
{
    public sealed record Request(PageRequest Page) : IRequest
    {
        public void Check(Checks checks) => Page.Check(checks);
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_endpoint.list";

    protected override async Task<Result<Page<EndpointView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct) =>
        await context.FinalRead().WebhookEndpoints
            .NewestAsync(
                request.Page, endpoint => endpoint.Id, endpoint => endpoint.UpdatedAt, endpoint => EndpointView.Of(endpoint), ct);
}
