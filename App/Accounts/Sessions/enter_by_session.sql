-- Returns one row for an active session. The organization is the one of the token, else the one that has or had the slug, else
-- the session's current one. Its columns are null unless the account is an active member there. lacks_factor is true if the
-- organization requires a second factor and the account has none. Earlier versions are dropped first, because CREATE OR REPLACE
-- cannot change the result columns.
drop function if exists platform.enter_by_session(uuid, text, timestamptz);
drop function if exists platform.enter_by_session(uuid, text, timestamptz, uuid);
create or replace function platform.enter_by_session(session_id uuid, wanted text, at timestamptz, wanted_id uuid default null)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text,
               actor_id uuid, actor_name text, account_id uuid, role text, scopes text[],
               proved_at timestamptz, lacks_factor boolean,
               custom_role_id uuid, custom_role text, custom_permissions text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare seen timestamptz;
begin
    return query
        select o.id, o.slug::text, o.name::text, o.currency::text, o.time_zone::text,
               m.id, a.name::text, a.id, m.role::text, null::text[], s.proved_at,
               coalesce(o.requires_second_factor, false)
               and not exists (
                   select from platform.authenticators f where f.account_id = a.id and f.confirmed_at is not null)
               and not exists (select from platform.passkeys p where p.account_id = a.id),
               r.id, r.name::text, r.permissions
        from platform.sessions s
        join platform.accounts a on a.id = s.account_id
        left join (public.members m join public.organizations o on o.id = m.organization_id and o.suspended_at is null)
               on m.account_id = a.id and m.status = 'Active'
              and case when wanted_id is not null then o.id = wanted_id
                       when wanted is null then o.id = s.organization_id
                       else o.id = (
                            select k.organization_id from platform.organization_slugs k where k.slug = wanted) end
        left join public.roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
        where s.id = session_id and s.ended_at is null and s.expires_at > at and s.idle_until > at;
    if not found then
        return;
    end if;
    select s.last_seen_at into seen from platform.sessions s where s.id = session_id;
    if seen < at - interval '1 minute' then
        update platform.sessions s set last_seen_at = at, idle_until = at + interval '7 days'
        where s.id = (select l.id from platform.sessions l where l.id = session_id for update skip locked);
    end if;
end $$;
