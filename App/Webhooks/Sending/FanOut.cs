namespace App.Webhooks;

/// <summary>
/// Creates deliveries from events: one for each enabled endpoint that subscribes to the event type. Handling an event again
/// creates no second delivery.
/// </summary>
public sealed class FanOut : IEventSubscriber
{
    public async Task TakeAsync(RelayBatch batch, CancellationToken ct)
    {
        var endpoints = await EndpointsAsync(batch, ct);
        var deliveries = new List<(RelayedEvent Event, Guid EndpointId)>();
        foreach (var relayed in batch.Events)
            foreach (var endpoint in endpoints[relayed.OrganizationId].Where(candidate => Wants(candidate, relayed)))
                deliveries.Add((relayed, endpoint.Id));
        if (deliveries.Count == 0)
            return;
        await using var insert = batch.Transaction.Command($"""
            insert into webhook_deliveries (organization_id, id, event_id, event_type, endpoint_id,
                status, attempts, round_attempts, ready, next_attempt_at, created_at)
            select n.organization_id, n.id, n.event_id, n.event_type, n.endpoint_id,
                '{nameof(DeliveryStatus.Pending)}', 0, 0, true, $1, $1
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[])
                n (organization_id, id, event_id, event_type, endpoint_id)
            on conflict (organization_id, event_id, endpoint_id) do nothing
            """,
            batch.Now,
            deliveries.Select(delivery => delivery.Event.OrganizationId).ToArray(),
            deliveries.Select(_ => Id<WebhookDelivery>.New(batch.Now).Value).ToArray(),
            deliveries.Select(delivery => delivery.Event.Id.Value).ToArray(),
            deliveries.Select(delivery => delivery.Event.Type).ToArray(),
            deliveries.Select(delivery => delivery.EndpointId).ToArray());
        await insert.ExecuteNonQueryAsync(ct);
    }

    sealed record Endpoint(Guid Id, string[] EventTypes);

    static async Task<ILookup<Guid, Endpoint>> EndpointsAsync(RelayBatch batch, CancellationToken ct)
    {
        await using var read = batch.Transaction.Command($"""
            select organization_id, id, event_types from webhook_endpoints
            where organization_id = any($1) and status = '{nameof(EndpointStatus.Enabled)}' and archived_at is null
            """,
            batch.Events.Select(relayed => relayed.OrganizationId).Distinct().ToArray());
        await using var row = await read.ExecuteReaderAsync(ct);
        var found = new List<(Guid Organization, Endpoint Endpoint)>();
        while (await row.ReadAsync(ct))
            found.Add((row.GetGuid(0), new(row.GetGuid(1), row.GetFieldValue<string[]>(2))));
        return found.ToLookup(item => item.Organization, item => item.Endpoint);
    }

    static bool Wants(Endpoint endpoint, RelayedEvent relayed)
    {
        if (relayed.Type == WebhookEndpointTested.Type)
            return relayed.Subject == new Id<WebhookEndpoint>(endpoint.Id).ToString();
        return endpoint.EventTypes.Contains(WebhookEndpoint.EveryType) || endpoint.EventTypes.Contains(relayed.Type);
    }
}
