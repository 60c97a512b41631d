-- Returns products of the transaction's organization, archived or active, with a variant that has a word of the search in its SKU
-- or barcode, or this barcode key, and every other word there or in the product's name. An active product is found by its active
-- variants only. A product may be returned twice.
-- The index finds the variants of one word after the other: it cannot look for any of several.
-- Row level security keeps LIKE from using an index, so this runs as ops and names the organization itself; it returns ids only,
-- and the rows are read under row level security.
create or replace function platform.products_of_variants_with(words text[], scanned text, archived boolean, most integer)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
    has constant text[] := platform.search_patterns(words);
begin
    return query
        select v.product_id from unnest(has) wanted
        cross join lateral (
            select * from public.variants
            where organization_id = own and (archived_at is null or archived)
                and (sku_folded like wanted or barcode_folded like wanted or barcode_key = scanned)
            offset 0) v
        join public.products p on p.organization_id = v.organization_id and p.id = v.product_id
        where (p.archived_at is not null) = archived
            and not exists (
                select from unnest(has) word
                where p.name_folded not like word and v.sku_folded not like word
                    and coalesce(v.barcode_folded not like word, true) and v.barcode_key is distinct from scanned)
        limit most;
end
$$;
