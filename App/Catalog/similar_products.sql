-- Finds products of the transaction's organization whose names resemble a search, which may have typos, the most similar first.
-- Row level security keeps the operators of pg_trgm from using an index, so this runs as ops and names the organization itself;
-- it returns ids only, and the rows are read under row level security. At most 1,000 names are compared.
create or replace function platform.similar_products(search text, most integer)
returns setof uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform set_config('pg_trgm.word_similarity_threshold', '0.42', true);
    return query
        select near.id from (
            select p.id, p.name_folded from public.products p
            where p.organization_id = nullif(current_setting('app.organization_id', true), '')::uuid
                and p.archived_at is null and platform.search_text(search) operator(public.<%) p.name_folded
            limit 1000) near
        order by public.word_similarity(platform.search_text(search), near.name_folded) desc, near.name_folded, near.id
        limit most;
end
$$;
create index if not exists ix_products_similar on public.products
    using gin (organization_id, name_folded public.gin_trgm_ops);
