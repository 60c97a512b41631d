-- Inserts one organization. $1: its number, $2: number of products, $3: number of audit entries, $4: hash of its API key,
-- $5: scopes of the key. Ids consist of a kind, the number of the organization and a number within it, so the load generator
-- can compute them.
with owner as (
    insert into platform.accounts (id, name, created_at, user_name, normalized_user_name, email, normalized_email, email_confirmed,
                                   phone_number_confirmed, two_factor_enabled, failed_count)
    select pg_temp.id(2, $1, 0), 'Owner ' || $1, now(), mail, upper(mail), mail, upper(mail), true, false, false, 0
    from (select 'owner' || $1 || '@bench.example' as mail) m
), slug as (
    insert into platform.organization_slugs (slug, organization_id, look, claimed_at)
    values ('bench-' || $1, pg_temp.id(1, $1, 0), 'bench' || translate($1::text, '01', 'ol'), now())
), organization as (
    insert into organizations (id, slug, name, currency, time_zone, created_at) values (pg_temp.id(1, $1, 0), 'bench-' || $1, 'Bench ' || $1, 'EUR', 'Europe/Berlin', now())
), member as (
    insert into members (organization_id, id, account_id, role, status, joined_at)
    values (pg_temp.id(1, $1, 0), pg_temp.id(3, $1, 0), pg_temp.id(2, $1, 0), 'Owner', 'Active', now())
), key as (
    insert into api_keys (organization_id, id, created_by_id, name, prefix, first_eight, hash, scopes, created_at)
    values (pg_temp.id(1, $1, 0), pg_temp.id(4, $1, 0), pg_temp.id(3, $1, 0), 'Bench', 'stk_live_', 'bench', $4, $5, now())
), staff_session as (
    insert into platform.sessions (id, account_id, organization_id, created_at, last_seen_at, idle_until, expires_at)
    values (pg_temp.id(13, $1, 0), pg_temp.id(2, $1, 0), pg_temp.id(1, $1, 0), now(), now(),
            now() + interval '7 days', now() + interval '7 days')
), warehouse as (
    insert into warehouses (organization_id, id, name, code, code_key, is_default, created_at, updated_at)
    values (pg_temp.id(1, $1, 0), pg_temp.id(5, $1, 0), 'Main', 'MAIN', 'main', true, now(), now())
), customer as (
    insert into customers (organization_id, id, name, contacts, addresses, created_at, updated_at)
    values (pg_temp.id(1, $1, 0), pg_temp.id(6, $1, 0), 'Buyer', '[]', '[]', now(), now())
), shopper as (
    insert into shoppers (organization_id, id, customer_id, name, email, normalized_email, created_at, joined_at, security_stamp,
                          failed_count)
    select pg_temp.id(1, $1, 0), pg_temp.id(11, $1, n), pg_temp.id(6, $1, 0), 'Shopper ' || n, 'shopper' || n || '@bench.example', 'SHOPPER' || n || '@BENCH.EXAMPLE', now(), now(), 'bench',
           0
    from generate_series(0, 31) n
), session as (
    insert into shopper_sessions (organization_id, id, shopper_id, created_at, last_seen_at, idle_until, expires_at)
    select pg_temp.id(1, $1, 0), pg_temp.id(12, $1, n), pg_temp.id(11, $1, n), now(), now(),
           now() + interval '7 days', now() + interval '7 days'
    from generate_series(0, 31) n
), product as (
    insert into products (organization_id, id, name, category, category_key, description, created_at, updated_at)
    select pg_temp.id(1, $1, 0), pg_temp.id(7, $1, n),
           (array['Darjeeling tea', 'Olive oil', 'Claw hammer', 'Work light', 'Basmati rice', 'Wood screws', 'Dark chocolate'])[1 + n % 7] || ' ' || lpad(to_hex(n * 2654435761 % 16777216), 6, '0') || ' ' || n, 'Category ' || n % 12, 'category ' || n % 12,
           'What it is made of, how much of it is in a package and where it comes from: entry ' || n || '.', now(), now()
    from generate_series(1, $2) n
), variant as (
    insert into variants (
        organization_id, id, product_id, sku, sku_key, unit, smallest_quantity, price_amount, price_currency, created_at,
        updated_at)
    select
        pg_temp.id(1, $1, 0), pg_temp.id(8, $1, n), pg_temp.id(7, $1, n), 'SKU-' || n, 'sku-' || n, 'pcs', 1,
        100 + n % 9900, 'EUR', now(), now()
    from generate_series(1, $2) n
), level as (
    insert into stock_levels (organization_id, id, variant_id, warehouse_id, on_hand, reserved, updated_at)
    select pg_temp.id(1, $1, 0), pg_temp.id(9, $1, n), pg_temp.id(8, $1, n), pg_temp.id(5, $1, 0), 1000000, 0, now() from generate_series(1, $2) n
)
insert into audit_entries (organization_id, id, at, actor_kind, actor_id, actor_name, action, outcome, entity_id, entity_label, after, address, user_agent, request_id)
select pg_temp.id(1, $1, 0), pg_temp.id(10, $1, n), now() - (($3 - n) || ' seconds')::interval, 'Member', 'mem_' || n % 20, 'Member ' || n % 20,
       (array['order.place', 'product.update', 'stock.adjust', 'order.fulfill', 'customer.update'])[1 + n % 5], 'Done',
       'ent_' || n % 10000, 'Thing ' || n % 10000, jsonb_build_object('name', 'Thing ' || n % 10000, 'quantity', n % 100, 'price', jsonb_build_object('amount', n, 'currency', 'EUR')),
       '203.0.113.7', 'Mozilla/5.0', 'req_' || n
from generate_series(1, $3) n
