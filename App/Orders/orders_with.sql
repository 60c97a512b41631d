-- Returns orders of the transaction's organization in whose reference or customer name every word occurs, or with this number.
-- The index finds the first word, which should be the longest.
-- Row level security keeps LIKE from using an index, so this runs as ops and names the organization itself; it returns ids only,
-- and the rows are read under row level security.
create or replace function platform.orders_with(words text[], wanted bigint, most integer)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
    has constant text[] := platform.search_patterns(words);
    first constant text := has[1];
begin
    return query
        select o.id from public.orders o
        where o.organization_id = own
            and (o.customer_name_folded like first or o.reference_folded like first or o.number = wanted)
            and not exists (
                select from unnest(has[2:]) other
                where o.customer_name_folded not like other and coalesce(o.reference_folded not like other, true)
                    and o.number is distinct from wanted)
        limit most;
end
$$;
create index if not exists ix_orders_texts on public.orders
    using gin (organization_id, customer_name_folded public.gin_trgm_ops, reference_folded public.gin_trgm_ops);
