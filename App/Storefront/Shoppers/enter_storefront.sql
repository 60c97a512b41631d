-- Returns the storefront of the organization that has or had a slug and, if the session is active there, the shopper and the
-- customer. Without a session, or with one that has ended or belongs to another organization, the caller is a visitor. Using a
-- session extends its idle time-out.
drop function if exists platform.enter_storefront(text, bytea, timestamptz);
create or replace function platform.enter_storefront(wanted text, shown uuid, at timestamptz)
returns table (organization_id uuid, slug text, name text, currency text, time_zone text,
               shopper_id uuid, shopper_name text, customer_id uuid, session_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare organization uuid; session uuid; seen timestamptz;
begin
    select o.id into organization
    from platform.organization_slugs k join public.organizations o on o.id = k.organization_id and o.suspended_at is null
    where k.slug = wanted;
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
