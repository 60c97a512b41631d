# shellcheck shell=bash
# Output of the commands, and running other programs so that a signal can stop them.

log() { printf '==> %s\n' "$*"; }

fail() {
  printf 'stockade: %s\n' "$*" >&2
  exit 1
}

# A script that another script starts with & ignores SIGINT, and bash cannot undo that. Restarts this script once with the
# default handling.
restore_sigint() {
  if (($((16#$(sed -n 's/^SigIgn:\s*//p' /proc/$$/status))) & 2)); then
    exec env --default-signal=INT bash "$(readlink -f "$0")" "$@"
  fi
}

child=

# Runs a program in a process group of its own and waits for it. Bash delays traps while a foreground program runs, so
# everything that takes time is run this way: a signal to the script then stops the program immediately. If the script is
# killed with -9, the kernel stops the program too (pdeathsig). Processes that the program leaves in its group, such as an
# app that a failing test did not stop, are killed when it ends.
run_child() {
  local code=0 group
  set -m
  setpriv --pdeathsig TERM -- "$@" </dev/null &
  child=$!
  set +m
  group=$child
  wait "$group" || code=$?
  child=
  kill -KILL -- "-$group" 2>/dev/null || true
  return "$code"
}

# Stops the running child: SIGTERM first, SIGKILL after 3.2 s (the app allows itself 3 s).
stop_child() {
  [[ -n $child ]] || return 0
  local group=$child
  child=
  kill -TERM -- "-$group" 2>/dev/null
  for ((tick = 0; tick < 64; tick++)); do
    kill -0 "$group" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL -- "-$group" 2>/dev/null
  wait "$group" 2>/dev/null
}
