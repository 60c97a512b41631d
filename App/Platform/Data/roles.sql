-- The three roles and the three schemas. Run by a superuser, connected to the database that Stockade is to use; may be run
-- again at any time. Passwords are not set here: a role without one cannot sign in where passwords are asked for.
-- Tables are granted one by one by `App migrate`, so there are no default privileges to forget about.

do $$
declare
    name text;
begin
    foreach name in array array['stockade_owner', 'stockade_app', 'stockade_ops'] loop
        if not exists (select from pg_roles where rolname = name) then
            execute format('create role %I', name);
        end if;
    end loop;
end $$;

-- Owns the database and everything in it, and migrates. Row level security is forced, so it sees no tenant's rows.
alter role stockade_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
-- Serves every request. Owns nothing.
alter role stockade_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
-- Named loops over all organizations, and the few functions that find an organization before it is known.
alter role stockade_ops login nosuperuser nocreatedb nocreaterole noreplication bypassrls;

-- A function can only be handed to a role one belongs to, and replaced or dropped later by who inherits from its owner.
-- BYPASSRLS is an attribute and is never inherited: the owner would have to say SET ROLE. The app belongs to nobody.
grant stockade_ops to stockade_owner;

do $$
begin
    execute format('alter database %I owner to stockade_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to stockade_app, stockade_ops', current_database());
end $$;

create schema if not exists platform;
alter schema platform owner to stockade_owner;
-- Hangfire's tables: closed to the role that serves requests.
create schema if not exists hangfire;
alter schema hangfire owner to stockade_owner;
alter schema public owner to stockade_owner;
revoke all on schema public, platform, hangfire from public;
grant usage on schema public, platform to stockade_app, stockade_ops;

-- The new owner of a function needs CREATE on its schema: the SECURITY DEFINER functions live in platform, so ops gets it
-- there and not in public, where the tenants' tables are.
grant create on schema platform to stockade_ops;
