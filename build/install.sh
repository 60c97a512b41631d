# shellcheck shell=bash
# Finds the programs that the commands need. As root on Debian it installs missing ones; otherwise the command ends with one
# line that says what to install. Needs log.sh.

postgres_bin=''

# install_packages NAME PACKAGE...: NAME is what messages call it.
install_packages() {
  local name=$1 output
  shift
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    fail "$name is missing. Install it (Debian: sudo apt-get install $*), then start again."
  fi
  log "Installing $name: apt-get install $*"
  output=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # The package lists of a new machine are empty. If the update fails, an old list is better than none.
  run_child apt-get -qq -o DPkg::Lock::Timeout=120 update >"$output" 2>&1 || true
  if ! run_child apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 install "$@" >>"$output" 2>&1; then
    tail -n 20 "$output" >&2
    fail "apt-get could not install $*; its full output is in $output."
  fi
  rm -f "$output"
}

# find_postgres [MAJOR]: sets postgres_bin to the newest PostgreSQL, 15 or later, or to the given major version, because a
# cluster needs the version that created it.
find_postgres() {
  local wanted=${1:-} folder major
  while read -r folder; do
    [[ -x $folder/initdb && -x $folder/postgres && -x $folder/pg_ctl && -x $folder/psql ]] || continue
    major=$("$folder/postgres" --version | sed 's/^postgres (PostgreSQL) \([0-9]*\).*/\1/')
    if ((major >= 15)) && [[ -z $wanted || $major == "$wanted" ]]; then
      postgres_bin=$folder
      return 0
    fi
  done < <(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV; dirname "$(command -v initdb)")
  return 1
}

need_postgres() {
  if [[ -n ${1:-} ]]; then
    find_postgres "$1" || fail "the data folder was created by PostgreSQL $1, which is not installed (Debian: postgresql-$1)."
  elif ! find_postgres; then
    if ((EUID == 0)) && command -v apt-get >/dev/null; then
      install_packages "PostgreSQL's Debian tools" postgresql-common
      # Otherwise Debian starts a cluster of its own, on port 5432.
      sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    fi
    install_packages PostgreSQL postgresql
    find_postgres || fail "PostgreSQL was installed, but there is no version 15 or later in /usr/lib/postgresql/*/bin."
  fi
  log "PostgreSQL: $("$postgres_bin/postgres" --version | sed 's/^postgres (PostgreSQL) //') in $postgres_bin"
}

# Exports STOCKADE_CHROMIUM, the path of the browser for the end-to-end tests.
# The tests prefer the headless shell: it has no windows, which saves a quarter of the time of a page.
need_chromium() {
  if ! find_chromium chromium-headless-shell; then
    if ((EUID == 0)) && command -v apt-get >/dev/null; then
      (install_packages "Chromium's headless shell" chromium-headless-shell) || log "It is not available; Chromium does as well"
    fi
    find_chromium chromium-headless-shell chromium chromium-browser google-chrome ||
      { install_packages Chromium chromium; find_chromium chromium || fail "Chromium was installed but is not in PATH."; }
  fi
  export STOCKADE_CHROMIUM
  log "Chromium: $STOCKADE_CHROMIUM"
}

# find_chromium NAME...: sets STOCKADE_CHROMIUM to the first program in PATH, unless it is set already.
find_chromium() {
  local name
  for name in "${STOCKADE_CHROMIUM:-}" "$@"; do
    [[ -n $name ]] && STOCKADE_CHROMIUM=$(command -v "$name") && return 0
  done
  return 1
}
