-- Returns those of the slugs that an organization could claim, in their order. Without an organization, those that a new one
-- could claim.
create or replace function platform.free_slugs(wanted text[], looks text[], claimant uuid)
returns setof text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select w.slug from unnest(wanted, looks) with ordinality w (slug, look, place)
    where not exists (
        select from platform.organization_slugs s where s.look = w.look and s.organization_id is distinct from claimant)
    order by w.place
$$;
