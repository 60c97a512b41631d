# shellcheck shell=bash
# Finds what the commands need and, as root on Debian, installs what is missing. Everybody else gets one line that says
# what to install. Needs say.sh.

postgres_bin=''

# install_packages WHY PACKAGE...
install_packages() {
  local why=$1 log
  shift
  if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
    fail "$why is missing. Install it (Debian: sudo apt-get install $*), then start again."
  fi
  say "Installing $why: apt-get install $*"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # The package lists of a fresh machine are empty, and an old list is still better than none.
  attend apt-get -qq -o DPkg::Lock::Timeout=120 update >"$log" 2>&1 || true
  if ! attend apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=120 install "$@" >>"$log" 2>&1; then
    tail -n 20 "$log" >&2
    fail "apt-get could not install $*; its full output is in $log."
  fi
  rm -f "$log"
}

# Sets postgres_bin to the newest PostgreSQL from 15 on, or to the one of the major version given, which made a cluster.
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
    find_postgres "$1" || fail "the data folder was made by PostgreSQL $1, which is not installed (Debian: postgresql-$1)."
  elif ! find_postgres; then
    if ((EUID == 0)) && command -v apt-get >/dev/null; then
      install_packages "PostgreSQL's Debian tools" postgresql-common
      # Otherwise Debian starts a cluster of its own, on port 5432.
      sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    fi
    install_packages PostgreSQL postgresql
    find_postgres || fail "PostgreSQL was installed, but there is no version from 15 on in /usr/lib/postgresql/*/bin."
  fi
  say "PostgreSQL: $("$postgres_bin/postgres" --version | sed 's/^postgres (PostgreSQL) //') in $postgres_bin"
}

# Exports STOCKADE_CHROMIUM, the browser of the end-to-end tests.
need_chromium() {
  find_chromium || { install_packages Chromium chromium; find_chromium || fail "Chromium was installed but is not in PATH."; }
  export STOCKADE_CHROMIUM
  say "Chromium: $STOCKADE_CHROMIUM"
}

find_chromium() {
  local name
  for name in "${STOCKADE_CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [[ -n $name ]] && STOCKADE_CHROMIUM=$(command -v "$name") && return 0
  done
  return 1
}
