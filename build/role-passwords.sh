#!/bin/sh
# Sets the passwords of the three roles when compose.yaml creates the database. roles.sql has created the roles before.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -d stockade -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" -v ops="$OPS_PASSWORD" <<'SQL'
alter role stockade_owner password :'owner';
alter role stockade_app password :'app';
alter role stockade_ops password :'ops';
SQL
