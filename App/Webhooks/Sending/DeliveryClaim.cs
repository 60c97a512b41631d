using Npgsql;

namespace App.Webhooks;

/// <summary>Claims deliveries for <see cref="DeliveryWorker"/>, so organizations and endpoints share its places.</summary>
static class DeliveryClaim
{
    // for SQL
    const string Pending = nameof(DeliveryStatus.Pending), Enabled = nameof(EndpointStatus.Enabled);

    /// <summary>
    /// Claims due deliveries. The recursive part finds the endpoints with pending deliveries by skipping through the index, one
    /// lookup per endpoint. Each endpoint then offers as many deliveries as its window allows, longest overdue first; if many
    /// endpoints wait, it offers only some of them, because the places are soon filled.
    /// <para>
    /// Organizations take turns: a delivery's turn is the number of deliveries that its organization would then have in progress,
    /// and the lowest turns come first. A turn must not exceed the places that stay free, for unproven endpoints of an
    /// organization, or twice the free places for all its endpoints. So N organizations whose receivers hang occupy at most
    /// N / (N + 1) of the unproven places, and the first delivery of another one always finds a place. The rule is that of
    /// Choudhury and Hahne, "Dynamic queue length thresholds for shared-memory packet switches" (1998).
    /// </para>
    /// </summary>
    public static NpgsqlBatchCommand Command(DeliveryWindows windows, int free, DateTimeOffset now)
    {
        const string sql = $"""
            with recursive waiting as (
                (select organization_id, endpoint_id from webhook_deliveries
                where status = '{Pending}' and ready order by organization_id, endpoint_id limit 1)
                union all
                select n.organization_id, n.endpoint_id from waiting w cross join lateral (
                    select d.organization_id, d.endpoint_id from webhook_deliveries d
                    where d.status = '{Pending}' and d.ready
                      and (d.organization_id, d.endpoint_id) > (w.organization_id, w.endpoint_id)
                    order by d.organization_id, d.endpoint_id limit 1) n
            ), open as (
                select e.organization_id, e.id, coalesce(k.proven, h.healthy) as proven,
                    coalesce(k.free, case when h.healthy then $8 else 1 end) as free,
                    coalesce(s.total, 0) as total, coalesce(s.unproven, 0) as unproven,
                    greatest(2, 2 * $6 / count(*) over ()) as enough
                from waiting w
                join webhook_endpoints e on e.organization_id = w.organization_id and e.id = w.endpoint_id
                    and e.status = '{Enabled}' and e.archived_at is null
                cross join lateral (
                    select e.last_delivered_at is not null
                        and (e.failing_since is null or e.failing_since > $1 - interval '5 minutes') as healthy) h
                left join unnest($3::uuid[], $4::int[], $5::bool[]) k (id, free, proven) on k.id = e.id
                left join unnest($9::uuid[], $10::int[], $11::int[]) s (id, total, unproven) on s.id = e.organization_id
            ), due as (
                select d.organization_id, d.id, d.next_attempt_at, o.proven, o.total, o.unproven + row_number() over (
                    partition by d.organization_id, o.proven order by d.next_attempt_at) as turn
                from open o cross join lateral (
                    select d.organization_id, d.id, d.next_attempt_at from webhook_deliveries d
                    where d.organization_id = o.organization_id and d.endpoint_id = o.id and d.status = '{Pending}' and d.ready
                      and d.next_attempt_at <= $1 and (d.leased_until is null or d.leased_until <= $1)
                    order by d.next_attempt_at limit least(o.free, o.enough)) d
            ), admitted as (
                select *, row_number() over (partition by proven order by turn, next_attempt_at) as place from due
            ), shared as (
                select *, total + row_number() over (partition by organization_id order by next_attempt_at) as turn_of_all
                from admitted where proven or turn <= $7 - place + 1
            ), placed as (
                select *, row_number() over (order by turn_of_all, next_attempt_at) as place_of_all from shared
            ), picked as (
                select d.organization_id, d.id, p.proven
                from placed p join webhook_deliveries d on d.organization_id = p.organization_id and d.id = p.id
                where p.place_of_all <= $6 and p.turn_of_all <= 2 * ($6 - p.place_of_all + 1)
                  and d.status = '{Pending}' and (d.leased_until is null or d.leased_until <= $1)
                for update of d skip locked
            )
            update webhook_deliveries d set leased_until = $2
            from picked p, webhook_endpoints e, outbox_messages m
            where d.organization_id = p.organization_id and d.id = p.id
              and e.organization_id = d.organization_id and e.id = d.endpoint_id
              and m.organization_id = d.organization_id and m.id = d.event_id
            returning d.organization_id, d.id, d.endpoint_id, e.url, e.secret,
                      case when e.old_secret_until > $1 then e.old_secret end,
                      d.event_id, d.event_type, m.occurred_at, m.payload, d.round_attempts, d.leased_until, p.proven,
                      d.attempts > 0 and d.last_error is null
            """;
        var rooms = windows.Rooms();
        var shares = windows.Shares();
        return Sql.BatchCommand(
            sql, now, now + DeliveryWorker.Lease,
            rooms.Select(room => room.Endpoint).ToArray(),
            rooms.Select(room => room.Free).ToArray(),
            rooms.Select(room => room.Proven).ToArray(),
            free, windows.UnprovenFree, DeliveryWindows.FirstOfProven,
            shares.Select(share => share.Organization).ToArray(),
            shares.Select(share => share.All).ToArray(),
            shares.Select(share => share.Unproven).ToArray());
    }
}
