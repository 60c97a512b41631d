# shellcheck shell=bash
# A private PostgreSQL cluster: reachable through a UNIX socket only, made on first use, shared by all commands that name
# the same data folder, stopped when the last of them is gone. Needs say.sh and install.sh.
#
#   <data>/database.env   passwords of the three roles (0600)
#   <home>/data           the cluster            <home>/socket      its socket (0700)
#   <home>/server.log     what it says           <home>/server.old  what it said last time
#   <home>/starting       lock: one command at a time makes or starts the cluster
#   <home>/using          lock: shared by every command that uses it; who gets it alone may stop it
#
# <home> is <data>/postgres. PostgreSQL refuses to run as root; root's cluster runs as the user postgres. Where that user
# cannot enter the data folder (/root, or mktemp -d), home is a folder in /var/lib/stockade that <data>/postgres.path names.

cluster_home='' cluster_socket='' cluster_settings=()

# cluster_join DATA [SETTING...]: makes and starts what is not there yet and takes a share in it.
cluster_join() {
  local data=$1 starting
  shift
  cluster_settings=("$@")
  cluster_keeper=$(if ((EUID == 0)); then echo postgres; else id -un; fi)
  choose_home "$data"
  exec {starting}>>"$cluster_home/starting"
  flock -w 60 "$starting" || fail "another command has been starting $cluster_home for a minute; see its server.log."
  exec {cluster_share}>>"$cluster_home/using"
  # A keeper that is just stopping the server holds this alone.
  flock -w 30 -s "$cluster_share" || fail "the server in $cluster_home does not stop; see its server.log."
  need_postgres "$(cat "$cluster_home/data/PG_VERSION" 2>/dev/null)"
  need_keeper
  choose_socket
  leave_keeper "$starting"
  if server_runs; then
    say "Database: joining the running cluster in $cluster_home"
    wait_until_ready
    [[ -f $data/database.env ]] || fail "$data/database.env is gone; stop the other commands, then start again to have it made anew."
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

# Gives the share back; the last one stops the server.
cluster_leave() {
  [[ -n ${cluster_share:-} ]] || return 0
  if flock -n -x "$cluster_share"; then
    say "Database: stopping"
    stop_server
  else
    # Either others use it, and sharing is granted at once, or the keeper got here first: wait until it is done.
    flock -w 2 -s "$cluster_share"
  fi
  exec {cluster_share}>&-
  cluster_share=
}

# shellcheck disable=SC2154 # install.sh sets postgres_bin
# Fast first; after a second without waiting for the checkpoint, which the next start makes up for from the log.
stop_server() {
  as_keeper "$postgres_bin/pg_ctl" -D data -s -m fast -t 1 stop 2>/dev/null ||
    as_keeper "$postgres_bin/pg_ctl" -D data -s -m immediate -t 1 stop 2>/dev/null
}

# connection_string ROLE PASSWORD: as Npgsql reads it.
connection_string() { printf 'Host=%s;Port=5432;Database=stockade;Username=%s;Password=%s' "$cluster_socket" "$1" "$2"; }

choose_home() {
  local data=$1 base=/var/lib/stockade
  if [[ -f $data/postgres.path ]]; then
    cluster_home=$(<"$data/postgres.path")
    [[ -d $cluster_home ]] || fail "$data/postgres.path names $cluster_home, which is gone; bring it back, or remove $data to start anew."
  elif [[ -d $data/postgres ]] || ((EUID != 0)) || keeper_can_enter "$data"; then
    cluster_home=$data/postgres
    mkdir -p "$cluster_home"
  else
    mkdir -p "$base"
    chmod 711 "$base"
    # The suffix keeps a new data folder from meeting the cluster of a deleted one of the same name.
    cluster_home=$(mktemp -d "$base/$(short_hash "$data").XXXXXX")
    printf '%s\n' "$data" >"$cluster_home/belongs-to"
    printf '%s\n' "$cluster_home" >"$data/postgres.path"
    say "Database: PostgreSQL's user cannot enter $data, so the cluster lives in $cluster_home"
  fi
  if ((EUID == 0)); then chmod 711 "$cluster_home"; fi
  local owner
  owner=$(stat -c %U "$cluster_home/data" 2>/dev/null) || return 0
  [[ $owner == "$cluster_keeper" ]] || fail "the cluster in $cluster_home belongs to $owner, and this command would run it as $cluster_keeper; choose another folder with --data."
}

# The user may not exist before PostgreSQL is installed; an id that owns nothing tells as much.
keeper_can_enter() {
  local id
  id=$(id -u postgres 2>/dev/null) || id=65534
  setpriv --reuid="$id" --regid="$id" --clear-groups --inh-caps=-all test -x "$1"
}

need_keeper() {
  id "$cluster_keeper" >/dev/null 2>&1 || fail "PostgreSQL does not run as root and there is no user postgres: useradd --system postgres"
  if [[ ! -d $cluster_home/data ]]; then chown "$cluster_keeper" "$cluster_home"; fi
}

# The path of a socket may have 107 bytes, and connection strings dislike special characters.
choose_socket() {
  cluster_socket=$cluster_home/socket
  local path=$cluster_socket/.s.PGSQL.5432 LC_ALL=C
  if ((${#path} > 107)) || [[ ! $path =~ ^[A-Za-z0-9/._-]+$ ]]; then
    cluster_socket=$(if ((EUID == 0)); then echo /run; else echo "${XDG_RUNTIME_DIR:-/tmp}"; fi)/stockade-$(short_hash "$cluster_home")
  fi
  if [[ ! -d $cluster_socket ]]; then
    mkdir -m 700 "$cluster_socket"
    chown "$cluster_keeper" "$cluster_socket"
  fi
  # In /tmp somebody else might have been there first.
  [[ $(stat -c %U "$cluster_socket") == "$cluster_keeper" ]] || fail "$cluster_socket belongs to somebody else; remove it."
}

short_hash() { printf '%s' "$1" | sha256sum | cut -c1-12; }

# Runs a program inside home as the user who owns the cluster. Only relative paths are passed on, so that no character in
# the path of a data folder can matter.
as_keeper() {
  local who=()
  if ((EUID == 0)); then who=(setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all --reset-env); fi
  (cd "$cluster_home" && exec "${who[@]}" "$@")
}

# By peer authentication, which looks at who is asking.
as_superuser() { as_keeper "$postgres_bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$cluster_socket" -U postgres "$@"; }

make_cluster() {
  say "Database: making a cluster in $cluster_home"
  rm -rf "$cluster_home/data.new"
  as_keeper "$postgres_bin/initdb" -D data.new -U postgres --auth=peer --encoding=UTF8 --locale=C.UTF-8 --data-checksums \
    --no-instructions >/dev/null || fail "initdb failed; the lines above say why."
  # No password file can be read, no trust is given: the roles prove themselves by password even though the folder of the
  # socket is closed to others, and only the user who owns the files is let in as superuser.
  as_keeper tee data.new/pg_hba.conf >/dev/null <<<$'local all postgres peer map=keeper\nlocal all all scram-sha-256'
  as_keeper tee data.new/pg_ident.conf >/dev/null <<<"keeper $cluster_keeper postgres"
  as_keeper tee -a data.new/postgresql.conf >/dev/null <<<$'timezone = \'UTC\'\nlog_timezone = \'UTC\''
  as_keeper mv data.new data
}

server_runs() {
  local pid
  { read -r pid <"$cluster_home/data/postmaster.pid"; } 2>/dev/null || return 1
  # After a crash or a reboot the number may be anybody's. A server sits in its data folder.
  [[ $(readlink "/proc/$pid/cwd") == "$(readlink -f "$cluster_home/data")" ]]
}

start_server() {
  local starting=$1 options="-c listen_addresses= -c unix_socket_directories=$cluster_socket" setting
  for setting in "${cluster_settings[@]}"; do options+=" -c $setting"; done
  say "Database: starting"
  forget_stranger
  [[ ! -f $cluster_home/server.log ]] || mv -f "$cluster_home/server.log" "$cluster_home/server.old"
  # Right after kill -9 of the server its children may still be leaving, and PostgreSQL rightly refuses to start beside them.
  for ((try = 0; try < 20; try++)); do
    as_keeper "$postgres_bin/pg_ctl" -D data -s -w -t 300 -l server.log -o "$options" start \
      </dev/null >/dev/null 2>&1 {starting}>&- {cluster_share}>&- && return 0
    sleep 0.5
  done
  tail -n 5 "$cluster_home/server.log" >&2
  fail "PostgreSQL does not start; its log is $cluster_home/server.log."
}

# A stale postmaster.pid whose number now is another program's would keep PostgreSQL from starting. Removing the file would
# also remove the guard against children that are still at work, so only the number goes: no process can have this one.
forget_stranger() {
  local pid
  { read -r pid <"$cluster_home/data/postmaster.pid"; } 2>/dev/null || return 0
  if [[ -d /proc/$pid ]]; then as_keeper sed -i '1s/.*/4194305/' data/postmaster.pid; fi
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

# Database, roles, schemas, passwords: all may be there already. Passwords go through standard input, as arguments are
# public.
make_roles() {
  if [[ -z $(as_superuser -At -c "select 1 from pg_database where datname = 'stockade'" postgres) ]]; then
    as_superuser -c 'create database stockade' postgres
  fi
  {
    echo "set client_min_messages = warning;"
    cat App/Platform/Data/roles.sql
    printf "alter role stockade_%s password '%s';\n" owner "$OWNER_PASSWORD" app "$APP_PASSWORD" ops "$OPS_PASSWORD"
  } | as_superuser stockade
}

# Leaves a process behind that stops the server as soon as nobody has a share any more, however they went.
leave_keeper() {
  local starting=$1
  setsid --fork bash build/keeper.sh "$cluster_home" "$postgres_bin" "${cluster_throwaway:-}" \
    </dev/null >/dev/null 2>&1 {starting}>&- {cluster_share}>&-
}
