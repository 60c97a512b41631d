-- Creates the three roles and the three schemas. Run it as a superuser, connected to the database that Stockade will use; it may
-- be run again at any time. It sets no passwords: a role without one cannot sign in where the server requires passwords.
-- `App migrate` grants rights on each table explicitly, so there are no default privileges.

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

-- Owns the database and everything in it, and migrates. Row level security is forced, so it cannot read any organization's rows.
alter role stockade_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
-- Serves every request. Owns nothing.
alter role stockade_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
-- Runs the background loops over all organizations, and the few functions that look up an organization before it is known.
alter role stockade_ops login nosuperuser nocreatedb nocreaterole noreplication bypassrls;

-- PostgreSQL compiles statements that it estimates to be expensive, for each execution. The statements here end within
-- milliseconds, and compiling one of them takes up to a second on a busy machine.
alter role stockade_app set jit = off;
alter role stockade_ops set jit = off;

-- Only a member of a role can make it the owner of a function, and only a role that inherits from the owner can replace or drop
-- the function later. BYPASSRLS is an attribute and is not inherited: the owner would have to use SET ROLE. The app role is
-- not a member of any role.
grant stockade_ops to stockade_owner;

do $$
begin
    execute format('alter database %I owner to stockade_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to stockade_app, stockade_ops', current_database());
end $$;

create schema if not exists platform;
alter schema platform owner to stockade_owner;
-- Holds Hangfire's tables. The role that serves requests has no access.
create schema if not exists hangfire;
alter schema hangfire owner to stockade_owner;
alter schema public owner to stockade_owner;
revoke all on schema public, platform, hangfire from public;
grant usage on schema public, platform to stockade_app, stockade_ops;

-- The new owner of a function needs CREATE on its schema. The SECURITY DEFINER functions are in platform, so ops gets CREATE
-- there and not in public, which holds the organizations' tables.
grant create on schema platform to stockade_ops;
