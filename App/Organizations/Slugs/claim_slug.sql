-- Claims a slug for an organization, for good. Returns false if the slug, or one that looks like it, belongs to another
-- organization. The lock makes concurrent claims of slugs that look alike wait for each other.
create or replace function platform.claim_slug(wanted text, wanted_look text, claimant uuid, at timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('slug ' || wanted_look, 0));
    if exists (select from platform.organization_slugs s where s.look = wanted_look and s.organization_id <> claimant) then
        return false;
    end if;
    insert into platform.organization_slugs (slug, organization_id, look, claimed_at)
    values (wanted, claimant, wanted_look, at)
    on conflict (slug) do nothing;
    return true;
end $$;
