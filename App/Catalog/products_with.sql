-- Returns products of the transaction's organization, archived or active. A product is found if its name and one of its variants
-- have every word between them, in the name, SKU or barcode, or if the variant has this barcode key. An active product is found
-- by its active variants only. A product may be returned twice.
-- The index finds the first word, which should be the longest.
-- Row level security keeps LIKE from using an index, so this runs as ops and names the organization itself; it returns ids only,
-- and the rows are read under row level security.
create or replace function platform.products_with(words text[], scanned text, archived boolean, most integer)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
    has constant text[] := platform.search_patterns(words);
    first constant text := has[1];
begin
    return query
        select found.id from (
            select p.id, p.name_folded from public.products p
            where p.organization_id = own and p.name_folded like first and (p.archived_at is not null) = archived
            union all
            select p.id, p.name_folded from public.variants v
            join public.products p on p.organization_id = v.organization_id and p.id = v.product_id
            where v.organization_id = own and (v.archived_at is null or archived) and (p.archived_at is not null) = archived
                and (v.sku_folded like first or v.barcode_folded like first or v.barcode_key = scanned)) found
        where found.name_folded like all(has) or exists (
            select from public.variants v
            where v.organization_id = own and v.product_id = found.id and (v.archived_at is null or archived)
                and not exists (
                    select from unnest(has) word
                    where found.name_folded not like word and v.sku_folded not like word
                        and coalesce(v.barcode_folded not like word, true) and v.barcode_key is distinct from scanned))
        limit most;
end
$$;
