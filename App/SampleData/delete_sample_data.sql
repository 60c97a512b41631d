-- Deletes the sample data of the transaction's organization, and nothing else: no role of the app may delete these rows itself.
-- Orders are locked first, as every operation on an order does, so one that runs at the same time has ended or waits.
create or replace function platform.delete_sample_data(at timestamptz)
returns table (products integer, customers integer, orders integer, customers_kept integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
    sample_orders uuid[];
    sample_variants uuid[];
    touched uuid[];
begin
    perform from public.orders o where o.organization_id = own and o.is_sample order by o.id for update;
    sample_orders := array(select o.id from public.orders o where o.organization_id = own and o.is_sample);
    sample_variants := array(
        select v.id from public.variants v
        join public.products p on p.organization_id = v.organization_id and p.id = v.product_id
        where v.organization_id = own and p.is_sample);

    -- a customer whose people can sign in at the storefront is no sample any more
    update public.customers c set is_sample = false, updated_at = at
    where c.organization_id = own and c.is_sample
        and exists (select from public.shoppers s where s.organization_id = own and s.customer_id = c.id);
    get diagnostics customers_kept = row_count;

    -- carts that became one of the orders, and sample products in other carts
    delete from public.cart_lines l using public.carts c
    where l.organization_id = own and c.organization_id = own and c.id = l.cart_id
        and (c.order_id = any (sample_orders) or l.variant_id = any (sample_variants));
    delete from public.carts c where c.organization_id = own and c.order_id = any (sample_orders);

    -- stock of other products that the orders took or reserve
    touched := sample_variants || array(
        select distinct i.variant_id from public.order_lines i
        where i.organization_id = own and i.order_id = any (sample_orders));
    perform from public.stock_levels l where l.organization_id = own and l.variant_id = any (touched)
    order by l.variant_id, l.warehouse_id for update;
    update public.stock_levels l
    set on_hand = l.on_hand + taken.fulfilled, reserved = l.reserved - taken.open, updated_at = at
    from (
        select i.variant_id, o.warehouse_id, sum(i.fulfilled_quantity) as fulfilled,
            sum(case when o.status in ('Placed', 'PartiallyFulfilled') then i.quantity - i.fulfilled_quantity else 0 end) as open
        from public.orders o
        join public.order_lines i on i.organization_id = o.organization_id and i.order_id = o.id
        where o.organization_id = own and o.id = any (sample_orders) and i.variant_id <> all (sample_variants)
        group by 1, 2) taken
    where l.organization_id = own and l.variant_id = taken.variant_id and l.warehouse_id = taken.warehouse_id;

    -- the reason of such a movement is the number of the order
    delete from public.stock_movements m
    where m.organization_id = own and m.variant_id = any (touched)
        and (m.variant_id = any (sample_variants) or (m.kind = 'OrderFulfillment' and m.reason in (
            select 'SAMPLE-' || -o.number from public.orders o where o.organization_id = own and o.id = any (sample_orders))));
    delete from public.stock_levels l where l.organization_id = own and l.variant_id = any (sample_variants);
    delete from public.order_lines i where i.organization_id = own and i.order_id = any (sample_orders);
    delete from public.orders o where o.organization_id = own and o.id = any (sample_orders);
    get diagnostics orders = row_count;
    delete from public.variants v where v.organization_id = own and v.id = any (sample_variants);
    delete from public.products p where p.organization_id = own and p.is_sample;
    get diagnostics products = row_count;
    delete from public.customers c where c.organization_id = own and c.is_sample;
    get diagnostics customers = row_count;
    return next;
end $$;
