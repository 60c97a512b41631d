namespace App.Platform.Events;

/// <summary>
/// Reads the events that other instances announced, and passes them to the handlers of this one. If the database is unavailable
/// at that moment, the announced events are skipped; what the handlers keep current also expires.
/// </summary>
public sealed class BroadcastReceiver(OpsDatabase database, BroadcastQueue queue, EventBroadcast broadcast, WorkNotifier notifier)
    : BackgroundLoop(notifier, WorkKinds.Broadcast)
{
    const int Batch = 100;

    public override string Name => "broadcast events";

    public override async Task<bool> StepAsync(CancellationToken ct)
    {
        var announced = queue.TakeReceived(Batch);
        if (announced.Count == 0)
            return false;
        foreach (var received in await ReadAsync(announced, ct))
            await broadcast.ReceiveAsync(received, ct);
        return true;
    }

    async Task<List<ReceivedEvent>> ReadAsync(IReadOnlyList<AnnouncedEvent> announced, CancellationToken ct)
    {
        await using var read = database.Source.Command("""
            select m.organization_id, o.slug, m.id, m.type, m.payload, m.occurred_at
            from unnest($1::uuid[], $2::uuid[]) a (organization_id, id)
            join outbox_messages m on m.organization_id = a.organization_id and m.id = a.id
            cross join lateral platform.find_organization(m.organization_id) o
            order by m.sequence
            """,
            announced.Select(one => one.OrganizationId).ToArray(), announced.Select(one => one.EventId).ToArray());
        await using var row = await read.ExecuteReaderAsync(ct);
        var found = new List<ReceivedEvent>();
        while (await row.ReadAsync(ct))
            found.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.GetString(4),
                row.GetFieldValue<DateTimeOffset>(5)));
        return found;
    }
}
