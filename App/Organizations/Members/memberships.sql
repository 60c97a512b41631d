-- Returns the organizations that an account is an active member of, for the organization switcher; for the deletion of the
-- account also those where it is suspended. The numbers of other active members and of those with the same role are for the
-- deletion, too. Earlier versions are dropped first: with one argument, so that a call has one meaning, and because CREATE OR
-- REPLACE cannot change the result columns.
drop function if exists platform.memberships(uuid);
drop function if exists platform.memberships(uuid, boolean);
create or replace function platform.memberships(of_account uuid, with_suspended boolean default false)
returns table (organization_id uuid, slug text, name text, role text, others bigint, others_in_role bigint,
               custom_role_id uuid, custom_role text, custom_permissions text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.slug::text, o.name::text, m.role::text, e.others, e.in_role, r.id, r.name::text, r.permissions
    from public.members m join public.organizations o on o.id = m.organization_id and o.suspended_at is null
    left join public.roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
    cross join lateral (
        select count(*), count(*) filter (
            where f.role = m.role and f.custom_role_id is not distinct from m.custom_role_id) from public.members f
        where f.organization_id = m.organization_id and f.id <> m.id and f.status = 'Active') e (others, in_role)
    where m.account_id = of_account and (m.status = 'Active' or with_suspended and m.status = 'Suspended')
$$;
