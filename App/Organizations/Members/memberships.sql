-- Returns the organizations that an account is an active member of, for the organization switcher; for the deletion of the
-- account also those where it is suspended. The numbers of other active members and of those with the same role are for the
-- deletion, too. The earlier version is dropped first, so that a call with one argument has one meaning.
drop function if exists platform.memberships(uuid);
create or replace function platform.memberships(of_account uuid, with_suspended boolean default false)
returns table (organization_id uuid, slug text, name text, role text, others bigint, others_in_role bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.slug::text, o.name::text, m.role::text, e.others, e.in_role
    from public.members m join public.organizations o on o.id = m.organization_id and o.suspended_at is null
    cross join lateral (
        select count(*), count(*) filter (where f.role = m.role) from public.members f
        where f.organization_id = m.organization_id and f.id <> m.id and f.status = 'Active') e (others, in_role)
    where m.account_id = of_account and (m.status = 'Active' or with_suspended and m.status = 'Suspended')
$$;
