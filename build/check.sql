-- Consistency check: prints 0 if nothing was lost or duplicated, else the number of rows that break a rule. Run it as a
-- role that sees every organization:
--   psql "$(jq -r .database.ops .data/demo.json)" -Atf build/check.sql
-- Generated from the `Invariants` of the features' modules. A test keeps them in sync.
with broken as (
    -- An endpoint has at most one delivery of an event.
    select 1 from (
        select from webhook_deliveries group by organization_id, event_id, endpoint_id having count(*) > 1
    ) breach
    union all
    -- The on-hand quantity of a level is the sum of its movements.
    select 1 from (
        select from stock_levels l
        full join (
            select organization_id, variant_id, warehouse_id, sum(quantity) as moved from stock_movements group by 1, 2, 3) m
            using (organization_id, variant_id, warehouse_id)
        where coalesce(l.on_hand, 0) <> coalesce(m.moved, 0)
    ) breach
    union all
    -- The reserved quantity is what open orders have not received yet.
    select 1 from (
        select from stock_levels l
        full join (
            select o.organization_id, i.variant_id, o.warehouse_id, sum(i.quantity - i.fulfilled_quantity) as open
            from orders o join order_lines i on i.organization_id = o.organization_id and i.order_id = o.id
            where o.status in ('Placed', 'PartiallyFulfilled') group by 1, 2, 3) w
            using (organization_id, variant_id, warehouse_id)
        where coalesce(l.reserved, 0) <> coalesce(w.open, 0)
    ) breach
    union all
    -- The fulfillment movements match the fulfilled quantities of the order lines.
    select 1 from (
        select from (
            select organization_id, variant_id, -sum(quantity) as gone from stock_movements
            where kind = 'OrderFulfillment' group by 1, 2) m
        full join (
            select organization_id, variant_id, sum(fulfilled_quantity) as gone from order_lines group by 1, 2) f
            using (organization_id, variant_id)
        where coalesce(m.gone, 0) <> coalesce(f.gone, 0)
    ) breach
    union all
    -- The total of an order is the sum of its lines.
    select 1 from (
        select from orders o
        where o.total_amount <> (
            select sum(i.total_amount) from order_lines i
            where i.organization_id = o.organization_id and i.order_id = o.id)
    ) breach
    union all
    -- What is owed for an order is its total, or the price of what was fulfilled if it was canceled.
    select 1 from (
        select from orders o
        where o.owed_amount <> case when o.status = 'Canceled' then (
            select sum(round(i.unit_price_amount * i.fulfilled_quantity)) from order_lines i
            where i.organization_id = o.organization_id and i.order_id = o.id)
            else o.total_amount end
    ) breach
    union all
    -- Each order has an audit entry for its placement, and no entry belongs to a missing order.
    select 1 from (
        select from (select organization_id, number from orders where not is_sample) o
        full join (
            select organization_id, substr(entity_label, 4)::bigint as number from audit_entries
            where action in ('order.place', 'order.check_out') and outcome = 'Done' and entity_label like 'SO-%') a
            using (organization_id, number)
        where o.number is null or a.number is null
    ) breach
    union all
    -- Each order has an event for its placement, and no event belongs to a missing order.
    select 1 from (
        select from (select organization_id, number from orders where not is_sample) o
        full join (
            select organization_id, substr(payload ->> 'number', 4)::bigint as number from outbox_messages
            where type = 'order.placed' and payload ->> 'number' like 'SO-%') e
            using (organization_id, number)
        where o.number is null or e.number is null
    ) breach
    union all
    -- An order has at most one audit entry for its placement.
    select 1 from (
        select from audit_entries
        where action in ('order.place', 'order.check_out') and outcome = 'Done'
        group by organization_id, entity_label having count(*) > 1
    ) breach
    union all
    -- An order has at most one event for its placement.
    select 1 from (
        select from outbox_messages where type = 'order.placed'
        group by organization_id, subject having count(*) > 1
    ) breach
    union all
    -- Only the numbers of sample orders are negative.
    select 1 from (
        select from orders where is_sample <> (number < 0)
    ) breach
    union all
    -- Order numbers have no gaps.
    select 1 from (
        select from (
            select number, lag(number) over (partition by organization_id order by number) as previous from orders
            where not is_sample) n
        where number <> previous + 1
    ) breach
)
select count(*) from broken;
