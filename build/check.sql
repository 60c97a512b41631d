-- Consistency check: prints 0 if nothing was lost or duplicated, else the number of rows that break a rule. Run it as a role
-- that sees every organization:
--   psql "$(jq -r .database.ops .data/demo.json)" -Atf build/check.sql
with broken as (
    -- The on-hand quantity of a level is the sum of its movements.
    select 'level and ledger' as what
    from stock_levels l
    full join (
        select organization_id, variant_id, warehouse_id, sum(quantity) as moved from stock_movements group by 1, 2, 3) m
        using (organization_id, variant_id, warehouse_id)
    where coalesce(l.on_hand, 0) <> coalesce(m.moved, 0)
    union all
    -- The reserved quantity is what open orders have not received yet.
    select 'reservation'
    from stock_levels l
    full join (
        select o.organization_id, i.variant_id, o.warehouse_id, sum(i.quantity - i.fulfilled_quantity) as open
        from orders o join order_lines i on i.organization_id = o.organization_id and i.order_id = o.id
        where o.status in ('Placed', 'PartiallyFulfilled') group by 1, 2, 3) w
        using (organization_id, variant_id, warehouse_id)
    where coalesce(l.reserved, 0) <> coalesce(w.open, 0)
    union all
    -- The fulfillment movements match the fulfilled quantities of the order lines.
    select 'fulfillment'
    from (
        select organization_id, variant_id, -sum(quantity) as gone from stock_movements
        where kind = 'OrderFulfillment' group by 1, 2) m
    full join (select organization_id, variant_id, sum(fulfilled_quantity) as gone from order_lines group by 1, 2) f
        using (organization_id, variant_id)
    where coalesce(m.gone, 0) <> coalesce(f.gone, 0)
    union all
    select 'total' from orders o
    where o.total_amount <> (
        select sum(i.total_amount) from order_lines i where i.organization_id = o.organization_id and i.order_id = o.id)
    union all
    -- Each order has one audit entry and one event for its placement, and no entry or event belongs to a missing order.
    select 'audit of ' || coalesce(a.entity_label, o.number::text)
    from (select organization_id, number from orders) o
    full join (
        select organization_id, entity_label, substr(entity_label, 4)::bigint as number from audit_entries
        where action in ('order.place', 'order.check_out') and outcome = 'Done') a
        using (organization_id, number)
    where o.number is null or a.number is null
    union all
    select 'event of ' || coalesce(e.number, o.number)
    from (select organization_id, number from orders) o
    full join (
        select organization_id, substr(payload ->> 'number', 4)::bigint as number from outbox_messages
        where type = 'order.placed') e
        using (organization_id, number)
    where o.number is null or e.number is null
    union all
    select 'duplicate in the audit log' from audit_entries
    where action in ('order.place', 'order.check_out') and outcome = 'Done'
    group by organization_id, entity_label having count(*) > 1
    union all
    select 'duplicate event' from outbox_messages where type = 'order.placed'
    group by organization_id, subject having count(*) > 1
    union all
    -- Order numbers have no gaps.
    select 'number'
    from (select number, lag(number) over (partition by organization_id order by number) as previous from orders) n
    where number <> previous + 1
    union all
    -- An endpoint has at most one delivery of an event.
    select 'duplicate delivery' from webhook_deliveries group by organization_id, event_id, endpoint_id having count(*) > 1
)
select count(*) from broken;
