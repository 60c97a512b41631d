namespace App.Webhooks;

/// <summary>Selects webhook deliveries: for the list, its totals and bulk changes.</summary>
/// <param name="EndpointId">Selects only deliveries to this endpoint.</param>
/// <param name="EventId">Selects only deliveries of this event.</param>
/// <param name="Status">Selects only deliveries with this status: pending, delivered, exhausted or disabled.</param>
/// <param name="EventType">Selects only deliveries of this event type.</param>
/// <param name="Subject">Selects only deliveries of events about the object with this ID.</param>
public sealed record DeliveryFilter(
    Id<WebhookEndpoint>? EndpointId = null, Id<OutboxMessage>? EventId = null, string? Status = null, string? EventType = null,
    string? Subject = null)
    : IRequest
{
    static readonly Dictionary<string, DeliveryStatus> Values =
        Enum.GetValues<DeliveryStatus>().ToDictionary(status => SnakeCase.From(status.ToString()));

    /// <summary>Gets the values of <see cref="Status"/>.</summary>
    public static IReadOnlyCollection<string> Statuses => Values.Keys;

    public void Check(Checks checks) => checks.OptionalText(EventType, 100, "The event type")
        .OptionalText(Subject, 64, "The subject")
        .That(
            Status is null || Values.ContainsKey(Status), nameof(Status),
            $"status must be one of {string.Join(", ", Values.Keys)}.");

    internal IQueryable<WebhookDelivery> Of(AppDb db)
    {
        IQueryable<WebhookDelivery> rows = db.WebhookDeliveries;
        if (EndpointId is { } endpoint)
            rows = rows.Where(row => row.EndpointId == endpoint);
        if (EventId is { } eventId)
            rows = rows.Where(row => row.EventId == eventId);
        if (Status is not null)
        {
            var status = Values[Status];
            rows = rows.Where(row => row.Status == status);
        }
        if (!string.IsNullOrWhiteSpace(EventType))
        {
            var type = EventType.Trim();
            rows = rows.Where(row => row.EventType == type);
        }
        if (!string.IsNullOrWhiteSpace(Subject))
        {
            var events = db.Events.Where(message => message.Subject == Subject.Trim()).Select(message => message.Id);
            rows = rows.Where(row => events.Contains(row.EventId));
        }
        return rows;
    }
}
