using App.Platform;

namespace App.Webhooks;

/// <summary>Deliveries of the last 30 days, the newest first.</summary>
public sealed class ListDeliveries(Gate gate) : Query<ListDeliveries.Request, Page<DeliveryView>>(gate)
{
    /// <param name="Page">Which part of the list.</param>
    /// <param name="EndpointId">To this endpoint only.</param>
    /// <param name="EventId">Of this event only.</param>
    /// <param name="Status">pending, delivered, exhausted or disabled.</param>
    /// <param name="EventType">Of this type only.</param>
    public sealed record Request(
        PageRequest Page, Id<WebhookEndpoint>? EndpointId = null, Id<OutboxMessage>? EventId = null, DeliveryStatus? Status = null, string? EventType = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(EventType, 100, "The event type")
                .That(Status is null || Enum.IsDefined(Status.Value), nameof(Status), "The status is pending, delivered, exhausted or disabled.");
        }
    }

    protected internal override Permission Permission => WebhookPermissions.Read;
    protected internal override string Action => "webhook_delivery.list";

    protected override async Task<Result<Page<DeliveryView>>> PerformAsync(Request request, Pass pass, CancellationToken ct)
    {
        IQueryable<WebhookDelivery> rows = pass.Db.WebhookDeliveries;
        if (request.EndpointId is { } endpoint)
            rows = rows.Where(row => row.EndpointId == endpoint);
        if (request.EventId is { } happened)
            rows = rows.Where(row => row.EventId == happened);
        if (request.Status is { } status)
            rows = rows.Where(row => row.Status == status);
        if (!string.IsNullOrWhiteSpace(request.EventType))
            rows = rows.Where(row => row.EventType == request.EventType.Trim());
        return await rows.NewestAsync(request.Page, row => row.Id, DeliveryView.Projection, ct);
    }
}
