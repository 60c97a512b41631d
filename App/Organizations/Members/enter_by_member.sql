-- Returns one row for an active member of an organization, for background work that the member began. lacks_factor is true if the
-- organization requires a second factor and the account has none. Earlier versions are dropped first, because CREATE OR REPLACE
-- cannot change the result columns.
drop function if exists platform.enter_by_member(uuid, uuid);
create or replace function platform.enter_by_member(wanted_id uuid, member_id uuid)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text,
               actor_id uuid, actor_name text, account_id uuid, role text, lacks_factor boolean,
               custom_role_id uuid, custom_role text, custom_permissions text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.slug::text, o.name::text, o.currency::text, o.time_zone::text, m.id, a.name::text, a.id, m.role::text,
           o.requires_second_factor
           and not exists (
               select from platform.authenticators f where f.account_id = a.id and f.confirmed_at is not null)
           and not exists (select from platform.passkeys p where p.account_id = a.id),
           r.id, r.name::text, r.permissions
    from public.members m
    join public.organizations o on o.id = m.organization_id and o.suspended_at is null
    join platform.accounts a on a.id = m.account_id
    left join public.roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
    where m.organization_id = wanted_id and m.id = member_id and m.status = 'Active'
$$;
