-- Returns variants of the transaction's organization, archived ones too, in whose SKU, barcode or product name every word occurs,
-- or with this barcode key. The index finds the first word, which should be the longest. A variant may be returned twice.
-- Row level security keeps LIKE from using an index, so this runs as ops and names the organization itself; it returns ids only,
-- and the rows are read under row level security.
create or replace function platform.variants_with(words text[], scanned text, most integer)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
    has constant text[] := platform.search_patterns(words);
    first constant text := has[1];
begin
    return query
        select found.id from (
            select v.id, v.product_id, v.sku_folded, v.barcode_folded, v.barcode_key from public.variants v
            where v.organization_id = own and (v.sku_folded like first or v.barcode_folded like first or v.barcode_key = scanned)
            union all
            select v.id, v.product_id, v.sku_folded, v.barcode_folded, v.barcode_key from public.products p
            cross join lateral (
                select * from public.variants where organization_id = own and product_id = p.id
                offset 0) v -- one product after the other, because the caller rarely reads all
            where p.organization_id = own and p.name_folded like first) found
        where not exists (
            select from unnest(has[2:]) other
            where found.sku_folded not like other and coalesce(found.barcode_folded not like other, true)
                and found.barcode_key is distinct from scanned
                and not exists (
                    select from public.products p
                    where p.organization_id = own and p.id = found.product_id and p.name_folded like other))
        limit most;
end
$$;
create index if not exists ix_variants_texts on public.variants
    using gin (organization_id, sku_folded public.gin_trgm_ops, barcode_folded public.gin_trgm_ops, barcode_key);
