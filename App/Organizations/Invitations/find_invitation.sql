-- Returns the organization of an emailed invitation. The operation then checks whether the invitation is still valid.
create or replace function platform.find_invitation(wanted bytea)
returns table (organization_id uuid, invitation_id uuid, organization_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, i.id, o.name::text
    from public.invitations i join public.organizations o on o.id = i.organization_id and o.suspended_at is null
    where i.token_hash = wanted
$$;
