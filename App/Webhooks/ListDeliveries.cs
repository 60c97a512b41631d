namespace App.Webhooks;

/// <summary>Lists webhook deliveries of the last 30 days, newest first.</summary>
public sealed class ListDeliveries(Gate gate) : Query<ListDeliveries.Request, Page<DeliveryView>>(gate)
{
    static readonly Dictionary<string, DeliveryStatus> Statuses =
        Enum.GetValues<DeliveryStatus>().ToDictionary(status => SnakeCase.From(status.ToString()));

    /// <param name="EndpointId">Returns only deliveries to this endpoint.</param>
    /// <param name="EventId">Returns only deliveries of this event.</param>
    /// <param name="Status">Returns only deliveries with this status: pending, delivered, exhausted or disabled.</param>
    /// <param name="EventType">Returns only deliveries of this event type.</param>
    public sealed record Request(
        PageRequest Page,
        Id<WebhookEndpoint>? EndpointId = null,
        Id<OutboxMessage>? EventId = null,
        string? Status = null,
        string? EventType = null) : IRequest
    {
        public void Check(Checks checks)
        {
            Page.Check(checks);
            checks.OptionalText(EventType, 100, "The event type").That(
                Status is null || Statuses.ContainsKey(Status),
                nameof(Status),
                $"status must be one of {string.Join(", ", Statuses.Keys)}.");
        }
    }

    protected internal override Access Access => Access.Member(WebhookPermissions.Read);
    protected internal override string Action => "webhook_delivery.list";

    protected override async Task<Result<Page<DeliveryView>>> PerformAsync(
        Request request, OperationContext context, CancellationToken ct)
    {
        IQueryable<WebhookDelivery> rows = context.FinalRead().WebhookDeliveries;
        if (request.EndpointId is { } endpoint)
            rows = rows.Where(row => row.EndpointId == endpoint);
        if (request.EventId is { } eventId)
            rows = rows.Where(row => row.EventId == eventId);
        if (request.Status is not null)
        {
            var status = Statuses[request.Status];
            rows = rows.Where(row => row.Status == status);
        }
        if (!string.IsNullOrWhiteSpace(request.EventType))
            rows = rows.Where(row => row.EventType == request.EventType.Trim());
        return await rows.NewestAsync(request.Page, row => row.Id, row => row.UpdatedAt, DeliveryView.Projection, ct);
    }
}
