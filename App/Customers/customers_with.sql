-- Returns active customers of the transaction's organization in whose name, number or email address every word occurs. The index
-- finds the first word, which should be the longest.
-- Row level security keeps LIKE from using an index, so this runs as ops and names the organization itself; it returns ids only,
-- and the rows are read under row level security.
create or replace function platform.customers_with(words text[], most integer)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
    has constant text[] := platform.search_patterns(words);
    first constant text := has[1];
begin
    return query
        select c.id from public.customers c
        where c.organization_id = own and c.archived_at is null
            and (c.name_folded like first or c.number_folded like first or c.email_folded like first)
            and not exists (
                select from unnest(has[2:]) other
                where c.name_folded not like other and coalesce(c.number_folded not like other, true)
                    and coalesce(c.email_folded not like other, true))
        limit most;
end
$$;
create index if not exists ix_customers_texts on public.customers
    using gin (organization_id, name_folded public.gin_trgm_ops, number_folded public.gin_trgm_ops,
        email_folded public.gin_trgm_ops) where archived_at is null;
