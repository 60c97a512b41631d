-- Returns how many wrong passwords lock an account: the strictest limit of its organizations, or null if it is in none.
create or replace function platform.lockout_threshold(of_account uuid)
returns int
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select min(o.lockout_threshold)
    from public.members m join public.organizations o on o.id = m.organization_id and o.suspended_at is null
    where m.account_id = of_account and m.status = 'Active'
$$;
