namespace App.Webhooks.Parts;

/// <summary>Shows the deliveries of the events about a record in its timeline.</summary>
public sealed class RecordDeliveries(ListDeliveries list, ListWebhookEndpoints endpoints, StatusNames names, TimeProvider clock)
    : ITimelineSource
{
    public async Task<Result<IReadOnlyList<TimelineNote>>> LoadAsync(string recordId, CancellationToken ct)
    {
        var found = await list.ExecuteAsync(new(new PageRequest(PageRequest.Largest), Subject: recordId), ct);
        if (!found.Succeeded)
            return found.Problem;
        if (found.Value.Data.Count == 0)
            return Array.Empty<TimelineNote>();
        var known = await endpoints.ExecuteAsync(new(new PageRequest(PageRequest.Largest)), ct);
        if (!known.Succeeded)
            return known.Problem;
        var hosts = known.Value.Data.ToDictionary(endpoint => endpoint.Id, endpoint => new Uri(endpoint.Url).Host);
        var soon = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        return found.Value.Data.Select(delivery =>
        {
            var status = DeliveryStates.Of(delivery.Status, delivery.Attempts);
            return new TimelineNote(
                delivery.Id.ToString(), delivery.CreatedAt,
                $"Webhook to {hosts.GetValueOrDefault(delivery.EndpointId) ?? "an archived endpoint"}",
                $"webhooks/deliveries/{delivery.Id}", StatusLabel.Of(names.Of(status)))
            {
                EventId = delivery.EventId.ToString(),
                IsPending = delivery.NextAttemptAt < soon,
            };
        }).ToList();
    }
}
