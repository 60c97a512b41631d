using App.Platform;

namespace App.Webhooks;

/// <summary>From events to deliveries: one for each enabled endpoint that subscribes to the type. Doing it twice makes them once.</summary>
public sealed class FanOut : IEventSubscriber
{
    public async Task TakeAsync(RelayBatch batch, CancellationToken ct)
    {
        var endpoints = await EndpointsAsync(batch, ct);
        var pairs = batch.Events.SelectMany(happened => endpoints[happened.OrganizationId].Where(endpoint => Wants(endpoint, happened)), (happened, endpoint) => (happened, endpoint)).ToArray();
        if (pairs.Length == 0)
            return;
        await using var insert = batch.Transaction.Command("""
            insert into webhook_deliveries (organization_id, id, event_id, event_type, endpoint_id, status, attempts, round_attempts, ready, next_attempt_at, created_at)
            select n.organization_id, n.id, n.event_id, n.event_type, n.endpoint_id, 'Pending', 0, 0, true, $1, $1
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[]) n (organization_id, id, event_id, event_type, endpoint_id)
            on conflict (organization_id, event_id, endpoint_id) do nothing
            """,
            batch.Now,
            pairs.Select(pair => pair.happened.OrganizationId).ToArray(),
            pairs.Select(_ => Id<WebhookDelivery>.New(batch.Now).Value).ToArray(),
            pairs.Select(pair => pair.happened.Id.Value).ToArray(),
            pairs.Select(pair => pair.happened.Type).ToArray(),
            pairs.Select(pair => pair.endpoint.Id).ToArray());
        await insert.ExecuteNonQueryAsync(ct);
    }

    sealed record Endpoint(Guid Id, string[] EventTypes);

    static async Task<ILookup<Guid, Endpoint>> EndpointsAsync(RelayBatch batch, CancellationToken ct)
    {
        await using var read = batch.Transaction.Command(
            "select organization_id, id, event_types from webhook_endpoints where organization_id = any($1) and status = 'Enabled' and archived_at is null",
            batch.Events.Select(happened => happened.OrganizationId).Distinct().ToArray());
        await using var row = await read.ExecuteReaderAsync(ct);
        var found = new List<(Guid Organization, Endpoint Endpoint)>();
        while (await row.ReadAsync(ct))
            found.Add((row.GetGuid(0), new(row.GetGuid(1), row.GetFieldValue<string[]>(2))));
        return found.ToLookup(one => one.Organization, one => one.Endpoint);
    }

    static bool Wants(Endpoint endpoint, RelayedEvent happened) => happened.Type == WebhookEndpointTested.Type
        ? happened.Subject == new Id<WebhookEndpoint>(endpoint.Id).ToString()
        : endpoint.EventTypes.Contains(WebhookEndpoint.EveryType) || endpoint.EventTypes.Contains(happened.Type);
}
