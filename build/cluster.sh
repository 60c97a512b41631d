# shellcheck shell=bash
# A private PostgreSQL cluster. It listens on a UNIX socket only, is created on first use, is shared by all commands with the
# same data folder, and is stopped when the last of them ends. Needs log.sh and install.sh.
#
#   <data>/database.env   passwords of the three roles (0600)
#   <home>/data           the cluster            <home>/socket      its socket (0700)
#   <home>/server.log     the server's log       <home>/server.old  the log of the previous start
#   <home>/starting       lock: only one command at a time creates or starts the cluster
#   <home>/using          lock: every command that uses the cluster holds it shared; the exclusive holder may stop the server
#
# <home> is <data>/postgres. PostgreSQL refuses to run as root, so root's cluster runs as the user postgres. If that user
# cannot enter the data folder (/root, or mktemp -d), <home> is a folder in /var/lib/stockade, named in <data>/postgres.path.

cluster_home='' cluster_socket='' cluster_settings=()

# cluster_join DATA [SETTING...]: creates and starts the cluster if necessary, and registers this command as a user of it.
cluster_join() {
  local data=$1 starting
  shift
  cluster_settings=("$@")
  cluster_user=$(if ((EUID == 0)); then echo postgres; else id -un; fi)
  choose_home "$data"
  exec {starting}>>"$cluster_home/starting"
  flock -w 60 "$starting" || fail "another command has been starting $cluster_home for a minute; see its server.log."
  exec {cluster_share}>>"$cluster_home/using"
  # A watchdog that is stopping the server holds this lock exclusively.
  flock -w 30 -s "$cluster_share" || fail "the server in $cluster_home does not stop; see its server.log."
  need_postgres "$(cat "$cluster_home/data/PG_VERSION" 2>/dev/null)"
  need_cluster_user
  choose_socket
  start_watchdog "$starting"
  if server_runs; then
    log "Database: using the running cluster in $cluster_home"
    wait_until_ready
    [[ -f $data/database.env ]] || fail "$data/database.env is gone; stop the other commands and start again to create it."
    load_passwords "$data"
  else
    [[ -d $cluster_home/data ]] || make_cluster
    start_server "$starting"
    [[ -f $data/database.env ]] || make_passwords "$data"
    load_passwords "$data"
    make_roles
  fi
  exec {starting}>&-
}

# Ends this command's use of the cluster. The last command stops the server.
cluster_leave() {
  [[ -n ${cluster_share:-} ]] || return 0
  if flock -n -x "$cluster_share"; then
    log "Database: stopping"
    stop_server
  else
    # Either other commands use the cluster, and the shared lock is granted immediately, or the watchdog was faster: wait for it.
    flock -w 2 -s "$cluster_share"
  fi
  exec {cluster_share}>&-
  cluster_share=
}

# shellcheck disable=SC2154 # install.sh sets postgres_bin
# A fast stop first. After a second an immediate stop, which skips the checkpoint: the next start replays the log.
stop_server() {
  as_cluster_user "$postgres_bin/pg_ctl" -D data -s -m fast -t 1 stop 2>/dev/null ||
    as_cluster_user "$postgres_bin/pg_ctl" -D data -s -m immediate -t 1 stop 2>/dev/null
}

# connection_string ROLE PASSWORD: prints a connection string for Npgsql.
connection_string() { printf 'Host=%s;Port=5432;Database=stockade;Username=%s;Password=%s' "$cluster_socket" "$1" "$2"; }

choose_home() {
  local data=$1 base=/var/lib/stockade
  if [[ -f $data/postgres.path ]]; then
    cluster_home=$(<"$data/postgres.path")
    [[ -d $cluster_home ]] ||
      fail "$data/postgres.path names $cluster_home, which does not exist; restore it, or remove $data to start over."
  elif [[ -d $data/postgres ]] || ((EUID != 0)) || cluster_user_can_enter "$data"; then
    cluster_home=$data/postgres
    mkdir -p "$cluster_home"
  else
    mkdir -p "$base"
    chmod 711 "$base"
    # The random suffix keeps a new data folder from using the cluster of a deleted folder with the same path.
    cluster_home=$(mktemp -d "$base/$(short_hash "$data").XXXXXX")
    printf '%s\n' "$data" >"$cluster_home/belongs-to"
    printf '%s\n' "$cluster_home" >"$data/postgres.path"
    log "Database: PostgreSQL's user cannot enter $data, so the cluster lives in $cluster_home"
  fi
  if ((EUID == 0)); then chmod 711 "$cluster_home"; fi
  local owner
  owner=$(stat -c %U "$cluster_home/data" 2>/dev/null) || return 0
  [[ $owner == "$cluster_user" ]] ||
    fail "the cluster in $cluster_home belongs to $owner, but would run as $cluster_user; choose another folder with --data."
}

# Before PostgreSQL is installed the user may not exist; then an id that owns no files gives the same answer.
cluster_user_can_enter() {
  local id
  id=$(id -u postgres 2>/dev/null) || id=65534
  setpriv --reuid="$id" --regid="$id" --clear-groups --inh-caps=-all test -x "$1"
}

need_cluster_user() {
  id "$cluster_user" >/dev/null 2>&1 ||
    fail "PostgreSQL does not run as root, and there is no user postgres; create it: useradd --system postgres"
  if [[ ! -d $cluster_home/data ]]; then chown "$cluster_user" "$cluster_home"; fi
}

# The path of a socket may have at most 107 bytes, and some characters have a meaning in connection strings.
choose_socket() {
  cluster_socket=$cluster_home/socket
  local path=$cluster_socket/.s.PGSQL.5432 LC_ALL=C
  if ((${#path} > 107)) || [[ ! $path =~ ^[A-Za-z0-9/._-]+$ ]]; then
    cluster_socket=$(if ((EUID == 0)); then echo /run; else echo "${XDG_RUNTIME_DIR:-/tmp}"; fi)
    cluster_socket+=/stockade-$(short_hash "$cluster_home")
  fi
  if [[ ! -d $cluster_socket ]]; then
    mkdir -m 700 "$cluster_socket"
    chown "$cluster_user" "$cluster_socket"
  fi
  # In /tmp another user may have created the folder.
  [[ $(stat -c %U "$cluster_socket") == "$cluster_user" ]] ||
    fail "$cluster_socket belongs to another user; remove it."
}

short_hash() { printf '%s' "$1" | sha256sum | cut -c1-12; }

# Runs a program in <home> as the user who owns the cluster. Paths in the arguments are relative, so special characters in
# the path of a data folder cannot cause problems.
as_cluster_user() {
  local who=()
  if ((EUID == 0)); then who=(setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all --reset-env); fi
  (cd "$cluster_home" && exec "${who[@]}" "$@")
}

# Uses peer authentication: the server accepts the user who owns the cluster.
as_superuser() { as_cluster_user "$postgres_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$cluster_socket" -U postgres "$@"; }

make_cluster() {
  log "Database: creating a cluster in $cluster_home"
  rm -rf "$cluster_home/data.new"
  as_cluster_user "$postgres_bin/initdb" -D data.new -U postgres --auth=peer --encoding=UTF8 --locale=C.UTF-8 --data-checksums \
    --no-instructions >/dev/null || fail "initdb failed; the lines above say why."
  # No "trust" entries: although other users cannot open the socket's folder, the roles need their passwords, and only the
  # user who owns the files can connect as superuser.
  as_cluster_user tee data.new/pg_hba.conf >/dev/null <<<$'local all postgres peer map=superuser\nlocal all all scram-sha-256'
  as_cluster_user tee data.new/pg_ident.conf >/dev/null <<<"superuser $cluster_user postgres"
  as_cluster_user tee -a data.new/postgresql.conf >/dev/null <<<$'timezone = \'UTC\'\nlog_timezone = \'UTC\''
  as_cluster_user mv data.new data
}

server_runs() {
  local pid
  { read -r pid <"$cluster_home/data/postmaster.pid"; } 2>/dev/null || return 1
  # After a crash or a reboot another process may have this id. The working directory of a server is its data folder.
  [[ $(readlink "/proc/$pid/cwd") == "$(readlink -f "$cluster_home/data")" ]]
}

start_server() {
  local starting=$1 options="-c listen_addresses= -c unix_socket_directories=$cluster_socket" setting
  for setting in "${cluster_settings[@]}"; do options+=" -c $setting"; done
  log "Database: starting"
  clear_stale_pid
  [[ ! -f $cluster_home/server.log ]] || mv -f "$cluster_home/server.log" "$cluster_home/server.old"
  # Just after a kill -9 of the server its children may still be running, and PostgreSQL refuses to start beside them.
  for ((try = 0; try < 20; try++)); do
    as_cluster_user "$postgres_bin/pg_ctl" -D data -s -w -t 300 -l server.log -o "$options" start \
      </dev/null >/dev/null 2>&1 {starting}>&- {cluster_share}>&- && return 0
    sleep 0.5
  done
  tail -n 5 "$cluster_home/server.log" >&2
  fail "PostgreSQL does not start; its log is $cluster_home/server.log."
}

# PostgreSQL does not start if a stale postmaster.pid holds an id that another program has now. Deleting the file would also
# remove the protection against server children that still run, so only the id is replaced, by one that no process can have.
clear_stale_pid() {
  local pid
  { read -r pid <"$cluster_home/data/postmaster.pid"; } 2>/dev/null || return 0
  if [[ -d /proc/$pid ]]; then as_cluster_user sed -i '1s/.*/4194305/' data/postmaster.pid; fi
}

wait_until_ready() {
  for ((try = 0; try < 600; try++)); do
    as_superuser -c 'select 1' postgres >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  fail "the running PostgreSQL does not answer; its log is $cluster_home/server.log."
}

make_passwords() {
  local data=$1 role
  (
    umask 077
    for role in OWNER APP OPS; do
      printf '%s_PASSWORD=%s\n' "$role" "$(new_password)"
    done >"$data/database.env.new"
  )
  mv "$data/database.env.new" "$data/database.env"
}

new_password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

# shellcheck disable=SC1091
load_passwords() { . "$1/database.env"; }

# Creates the database, roles and schemas and sets the passwords; all of these may exist already. Passwords are passed on
# standard input, because other users can see the arguments of a process.
make_roles() {
  if [[ -z $(as_superuser -At -c "select 1 from pg_database where datname = 'stockade'" postgres) ]]; then
    as_superuser -c 'create database stockade' postgres
  fi
  {
    echo "set client_min_messages = warning;"
    cat App/Platform/Database/roles.sql
    printf "alter role stockade_%s password '%s';\n" owner "$OWNER_PASSWORD" app "$APP_PASSWORD" ops "$OPS_PASSWORD"
  } | as_superuser stockade
}

# Starts a background process that stops the server when no command uses the cluster any more, however the commands ended.
start_watchdog() {
  local starting=$1
  setsid --fork bash build/watchdog.sh "$cluster_home" "$postgres_bin" "${cluster_throwaway:-}" \
    </dev/null >/dev/null 2>&1 {starting}>&- {cluster_share}>&-
}
