-- Returns all slugs that an organization has or had, the latest claim first.
create or replace function platform.slugs_of(claimant uuid)
returns table (slug text, claimed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select s.slug::text, s.claimed_at from platform.organization_slugs s
    where s.organization_id = claimant order by s.claimed_at desc, s.slug
$$;
