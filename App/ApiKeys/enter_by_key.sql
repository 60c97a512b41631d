-- Returns one row for a live key that is valid now and whose creator is still an active member, without having left since the key
-- was created. Test keys open nothing until there are test data. Records the use of the key at most once a minute, and skips that
-- if another call is recording it. The earlier version is dropped first, because CREATE OR REPLACE cannot change the result
-- columns.
drop function if exists platform.enter_by_key(bytea, timestamptz);
create or replace function platform.enter_by_key(key_hash bytea, at timestamptz)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text,
               actor_id uuid, actor_name text, account_id uuid, role text, scopes text[],
               custom_role_id uuid, custom_role text, custom_permissions text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare used timestamptz;
begin
    select o.id, o.slug, o.name, o.currency, o.time_zone, k.id, k.name, m.account_id, m.role, k.scopes, k.last_used_at, r.id,
           r.name, r.permissions
        into organization_id, slug, name, currency, time_zone, actor_id, actor_name, account_id, role, scopes, used,
             custom_role_id, custom_role, custom_permissions
        from public.api_keys k
        join public.organizations o on o.id = k.organization_id and o.suspended_at is null
        join public.members m on m.organization_id = k.organization_id and m.id = k.created_by_id and m.status = 'Active'
            and k.created_at >= m.joined_at
        left join public.roles r on r.organization_id = m.organization_id and r.id = m.custom_role_id
        where k.hash = key_hash and k.revoked_at is null and k.prefix = 'stk_live_'
            and (k.expires_at is null or k.expires_at > at);
    if not found then
        return;
    end if;
    return next;
    if used is null or used < at - interval '1 minute' then
        update public.api_keys k set last_used_at = at
        where k.organization_id = enter_by_key.organization_id
          and k.id = (
              select l.id from public.api_keys l
              where l.organization_id = enter_by_key.organization_id and l.id = actor_id
              for update skip locked);
    end if;
end $$;
