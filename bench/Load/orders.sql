-- Inserts customers and orders of three lines into an organization, and stock movements of its variants. $1: its number,
-- $2: number of its products, $3: number of customers, $4: number of orders, placed over a year, the last one a minute ago. Nine
-- of ten are fulfilled.
with customer as (
    insert into customers (organization_id, id, name, number, number_key, email, contacts, addresses, created_at, updated_at)
    select pg_temp.id(1, $1, 0), pg_temp.id(6, $1, n),
           (array['Café', 'Bistro', 'Market', 'Hotel', 'Bakery', 'Kantine', 'Deli'])[1 + n % 7] || ' ' || lpad(to_hex(n * 2654435761 % 16777216), 6, '0')
               || ' ' || (array['Foods', 'Trading', 'Brothers', 'GmbH', 'Ltd'])[1 + n % 5],
           'C-' || n, 'c-' || n, 'buyer' || n || '@bench.example', '[]', '[]', now() - interval '2 years', now()
    from generate_series(1, $3) n
), placed as (
    select n, now() - ((($4 - n)::bigint * 525600 / $4 + 1) || ' minutes')::interval as at, 1 + (n::bigint * 7919) % $3 as buyer,
           n % 10 > 0 or n < $4 / 2 as done
    from generate_series(1, $4) n
), entered as (
    insert into orders (
        organization_id, id, number, status, customer_id, customer_name, warehouse_id, reference, reference_key, rest_canceled,
        placed_at, updated_at, fulfilled_at, owed_amount, owed_currency, total_amount, total_currency)
    select pg_temp.id(1, $1, 0), pg_temp.id(14, $1, n), n, case when done then 'Fulfilled' else 'Placed' end,
           pg_temp.id(6, $1, buyer::int),
           (array['Café', 'Bistro', 'Market', 'Hotel', 'Bakery', 'Kantine', 'Deli'])[1 + buyer % 7] || ' '
               || lpad(to_hex(buyer * 2654435761 % 16777216), 6, '0') || ' ' || (array['Foods', 'Trading', 'Brothers', 'GmbH', 'Ltd'])[1 + buyer % 5],
           pg_temp.id(5, $1, 0), 'PO-' || n, 'po-' || n, false, at, at, case when done then at + interval '1 day' end,
           100 + (n * 31) % 90000, 'EUR', 100 + (n * 31) % 90000, 'EUR'
    from placed
), line as (
    insert into order_lines (
        organization_id, id, order_id, position, variant_id, sku, product_name, unit, quantity, fulfilled_quantity, total_amount,
        total_currency, unit_price_amount, unit_price_currency)
    select pg_temp.id(1, $1, 0), pg_temp.id(15, $1, n * 3 + l), pg_temp.id(14, $1, n), l,
           pg_temp.id(8, $1, 1 + (n * 3 + l) * 31 % $2), 'SKU-' || 1 + (n * 3 + l) * 31 % $2, 'Product', 'pcs', 1,
           case when done then 1 else 0 end, (100 + (n * 31) % 90000) / 3, 'EUR', (100 + (n * 31) % 90000) / 3, 'EUR'
    from placed cross join generate_series(0, 2) l
), counter as (
    insert into order_counters (organization_id, last_number) values (pg_temp.id(1, $1, 0), $4)
)
insert into stock_movements (
    organization_id, id, variant_id, warehouse_id, kind, quantity, actor_kind, actor_id, actor_name, at)
select pg_temp.id(1, $1, 0), pg_temp.id(16, $1, n), pg_temp.id(8, $1, 1 + n * 31 % $2), pg_temp.id(5, $1, 0), 'Adjustment', 1,
       'Member', 'mem_' || n % 20, 'Member ' || n % 20, now() - ((($4 - n)::bigint * 525600 / $4 + 1) || ' minutes')::interval
from generate_series(1, $4) n
