# shellcheck shell=bash
# How the commands speak, and how they wait for other programs.

say() { printf '==> %s\n' "$*"; }

fail() {
  printf 'stockade: %s\n' "$*" >&2
  exit 1
}

# Started with & by a script, a script finds SIGINT ignored, and bash cannot take that back: start once more without.
hear_interrupts() {
  if (($((16#$(sed -n 's/^SigIgn:\s*//p' /proc/$$/status))) & 2)); then
    exec env --default-signal=INT bash "$(readlink -f "$0")" "$@"
  fi
}

attended=

# Runs a program in a process group of its own and waits for it. Bash holds traps back while a foreground program
# runs, so everything that takes time goes through here: a signal to the script then ends the program at once. A script
# that is killed with -9 takes the program along (pdeathsig). What the program leaves behind in its group, such as an app
# that a failing test forgot, goes too.
attend() {
  local code=0 group
  set -m
  setpriv --pdeathsig TERM -- "$@" </dev/null &
  attended=$!
  set +m
  group=$attended
  wait "$group" || code=$?
  attended=
  kill -KILL -- "-$group" 2>/dev/null || true
  return "$code"
}

# Ends what is being attended: politely, and after 3.2 s for good (the app gives itself 3 s).
dismiss() {
  [[ -n $attended ]] || return 0
  local group=$attended
  attended=
  kill -TERM -- "-$group" 2>/dev/null
  for ((tick = 0; tick < 64; tick++)); do
    kill -0 "$group" 2>/dev/null || break
    sleep 0.05
  done
  kill -KILL -- "-$group" 2>/dev/null
  wait "$group" 2>/dev/null
}
