#!/usr/bin/env bash
# watchdog.sh HOME POSTGRES_BIN [THROWAWAY]: runs in the background, waits until no command uses the cluster any more, then
# stops it. So a command that was killed with -9 leaves no server behind. Several watchdogs do no harm: the later ones find
# nothing to stop.
set -u
. build/cluster.sh
# shellcheck disable=SC2034 # used by cluster.sh
cluster_home=$1 postgres_bin=$2
exec {share}>>"$cluster_home/using"
cd /
flock "$share"
stop_server
if [[ -n $3 ]]; then rm -rf -- "$3"; fi
