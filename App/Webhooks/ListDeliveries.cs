namespace App.Webhooks;

/// <summary>Lists webhook deliveries of the last 30 days, newest first.</summary>
public sealed class ListDeliveries(Gate gate) : Query<ListDeliveries.Request, Page<DeliveryView>>(gate)
{
    /// <param name="EndpointId">Returns only deliveries to this endpoint.</param>
    /// <param name="EventId">Returns only deliveries of this event.</param>
    /// <param name="Status">Returns only deliveries with this status: pending, delivered, exhausted or disabled.</param>
    /// <param name="EventType">Returns only deliveries of this event type.</param>
    /// <param name="Subject">Returns only deliveries of events about the object with this ID.</param>
    public sealed record Request(
        PageRequest Page,
        Id<WebhookEndpoint>? EndpointId = null,
        Id<OutboxMessage>? EventId = null,
        string? Status = null,
        string? EventType = null,
        string? Subject = null) : IRequest
    {
        internal DeliveryFilter ToFilter() => new(EndpointId, EventId, Status, EventType, Subject);

        public void Check(Checks checks)
        {
            Page.Check(checks);
            ToFilter().Check(checks);
        }
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_delivery.list";

    protected override async Task<Result<Page<DeliveryView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        var rows = request.ToFilter().Of(context.FinalRead());
        return await rows.NewestAsync(request.Page, row => row.Id, row => row.UpdatedAt, DeliveryView.Projection, ct);
    }
}
