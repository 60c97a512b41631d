-- Returns an organization by its id, for background loops and for operations that have authorized the access themselves.
create or replace function platform.find_organization(wanted uuid)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.slug::text, o.name::text, o.currency::text, o.time_zone::text
    from public.organizations o where o.id = wanted
$$;
