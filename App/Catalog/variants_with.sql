-- Returns active variants of the transaction's organization with a word in the SKU, the barcode or the name of the product, or
-- with this barcode key.
-- Row level security keeps LIKE from using an index, so this runs as ops and names the organization itself; it returns ids only,
-- and the rows are read and compared again under row level security.
create or replace function platform.variants_with(word text, scanned text, most integer)
returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    own constant uuid := nullif(current_setting('app.organization_id', true), '')::uuid;
    has constant text := '%' || regexp_replace(platform.search_text(word), '([\\%_])', '\\\1', 'g') || '%';
begin
    return query
        select v.id from public.variants v
        where v.organization_id = own and v.archived_at is null
            and (v.sku_folded like has or v.barcode_folded like has or v.barcode_key = scanned)
        union all
        select v.id from public.products p
        join public.variants v on v.organization_id = p.organization_id and v.product_id = p.id
        where p.organization_id = own and p.archived_at is null and p.name_folded like has and v.archived_at is null
        limit most;
end
$$;
create index if not exists ix_variants_texts on public.variants
    using gin (organization_id, sku_folded public.gin_trgm_ops, barcode_folded public.gin_trgm_ops) where archived_at is null;
