-- Lookups that happen before an organization is known. They are SECURITY DEFINER functions of stockade_ops with a pinned search
-- path, and only the serving role may execute them. Everything else is read under row level security.

-- Returns one row for a key that is valid now and whose creator is still an active member. Records the use of the key at most
-- once a minute, and skips that if another call is recording it.
create or replace function platform.enter_by_key(key_hash bytea, at timestamptz)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text,
               actor_id uuid, actor_name text, account_id uuid, role text, scopes text[])
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare used timestamptz;
begin
    select o.id, o.slug, o.name, o.currency, o.time_zone, k.id, k.name, m.account_id, m.role, k.scopes, k.last_used_at
        into organization_id, slug, name, currency, time_zone, actor_id, actor_name, account_id, role, scopes, used
        from public.api_keys k
        join public.organizations o on o.id = k.organization_id and o.suspended_at is null
        join public.members m on m.organization_id = k.organization_id and m.id = k.created_by_id and m.status = 'Active'
        where k.hash = key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at);
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

-- Returns one row for an active session. The organization is the one of the token, else the one of the slug, else the session's
-- current one. Its columns are null unless the account is an active member there. lacks_factor is true if the organization
-- requires a second factor and the account has none. Earlier versions are dropped first, because CREATE OR REPLACE cannot change
-- the result columns.
drop function if exists platform.enter_by_session(uuid, text, timestamptz);
drop function if exists platform.enter_by_session(uuid, text, timestamptz, uuid);
create or replace function platform.enter_by_session(session_id uuid, wanted text, at timestamptz, wanted_id uuid default null)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text,
               actor_id uuid, actor_name text, account_id uuid, role text, scopes text[],
               proved_at timestamptz, lacks_factor boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare seen timestamptz;
begin
    return query
        select o.id, o.slug::text, o.name::text, o.currency::text, o.time_zone::text,
               m.id, a.name::text, a.id, m.role::text, null::text[], s.proved_at,
               coalesce(o.requires_second_factor, false)
               and not exists (
                   select from platform.authenticators f where f.account_id = a.id and f.confirmed_at is not null)
               and not exists (select from platform.passkeys p where p.account_id = a.id)
        from platform.sessions s
        join platform.accounts a on a.id = s.account_id
        left join (public.members m join public.organizations o on o.id = m.organization_id and o.suspended_at is null)
               on m.account_id = a.id and m.status = 'Active'
              and case when wanted_id is not null then o.id = wanted_id
                       when wanted is null then o.id = s.organization_id
                       else o.slug = wanted end
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

-- Returns an organization by its id, for background loops and for operations that have authorized the access themselves.
create or replace function platform.find_organization(wanted uuid)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.slug::text, o.name::text, o.currency::text, o.time_zone::text
    from public.organizations o where o.id = wanted
$$;

-- Returns the organizations that an account is an active member of, for the organization switcher. The numbers of other members
-- and owners are for the deletion of the account.
drop function if exists platform.memberships(uuid);
create or replace function platform.memberships(of_account uuid)
returns table (organization_id uuid, slug text, name text, role text, others bigint, other_owners bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, o.slug::text, o.name::text, m.role::text, e.others, e.owners
    from public.members m join public.organizations o on o.id = m.organization_id and o.suspended_at is null
    cross join lateral (
        select count(*), count(*) filter (where f.role = 'Owner') from public.members f
        where f.organization_id = m.organization_id and f.id <> m.id and f.status = 'Active') e (others, owners)
    where m.account_id = of_account and m.status = 'Active'
$$;

-- Returns how many wrong passwords lock an account: the strictest limit of its organizations, or null if it is in none.
create or replace function platform.lockout_threshold(of_account uuid)
returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select min(o.lockout_threshold)
    from public.members m join public.organizations o on o.id = m.organization_id and o.suspended_at is null
    where m.account_id = of_account and m.status = 'Active'
$$;

-- Returns the organization of an emailed invitation. The operation then checks whether the invitation is still valid.
create or replace function platform.find_invitation(wanted bytea)
returns table (organization_id uuid, invitation_id uuid, organization_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select o.id, i.id, o.name::text
    from public.invitations i join public.organizations o on o.id = i.organization_id and o.suspended_at is null
    where i.token_hash = wanted
$$;

-- Returns the storefront of a slug and, if the session is active there, the shopper and the customer. Without a session, or with
-- one that has ended or belongs to another organization, the caller is a visitor. Using a session extends its idle time-out.
drop function if exists platform.enter_storefront(text, bytea, timestamptz);
create or replace function platform.enter_storefront(wanted text, shown uuid, at timestamptz)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text,
               shopper_id uuid, shopper_name text, customer_id uuid, session_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare organization uuid; session uuid; seen timestamptz;
begin
    select o.id into organization from public.organizations o where o.slug = wanted and o.suspended_at is null;
    if not found then
        return;
    end if;
    select s.id, s.last_seen_at into session, seen
    from public.shopper_sessions s
    join public.shoppers p on p.organization_id = s.organization_id and p.id = s.shopper_id and p.withdrawn_at is null
    join public.customers c on c.organization_id = p.organization_id and c.id = p.customer_id and c.archived_at is null
    where s.organization_id = organization and s.id = shown
      and s.ended_at is null and s.expires_at > at and s.idle_until > at;
    return query
        select o.id, o.slug::text, o.name::text, o.currency::text, o.time_zone::text, p.id, p.name::text, p.customer_id, s.id
        from public.organizations o
        left join (public.shopper_sessions s
                   join public.shoppers p on p.organization_id = s.organization_id and p.id = s.shopper_id)
               on s.organization_id = o.id and s.id = session
        where o.id = organization;
    if seen < at - interval '1 minute' then
        update public.shopper_sessions s set last_seen_at = at, idle_until = at + interval '30 days'
        where s.organization_id = organization
          and s.id = (
              select l.id from public.shopper_sessions l
              where l.organization_id = organization and l.id = session
              for update skip locked);
    end if;
end $$;

do $$
declare signature text;
begin
    foreach signature in array array[
        'platform.enter_by_key(bytea, timestamptz)',
        'platform.enter_by_session(uuid, text, timestamptz, uuid)',
        'platform.enter_storefront(text, uuid, timestamptz)',
        'platform.find_organization(uuid)',
        'platform.memberships(uuid)',
        'platform.lockout_threshold(uuid)',
        'platform.find_invitation(bytea)'
    ] loop
        execute format('alter function %s owner to stockade_ops', signature);
        execute format('revoke all on function %s from public', signature);
        execute format('grant execute on function %s to stockade_app', signature);
    end loop;
end $$;
