#!/usr/bin/env bash
# keeper.sh HOME POSTGRES_BIN [THROWAWAY]: waits, out of sight, until no command shares the cluster any more, then stops
# it. So a command killed with -9 leaves no server behind. A keeper too many finds nothing to stop.
set -u
. build/cluster.sh
# shellcheck disable=SC2034 # cluster.sh reads them
cluster_home=$1 postgres_bin=$2
exec {share}>>"$cluster_home/using"
cd /
flock "$share"
stop_server
if [[ -n $3 ]]; then rm -rf -- "$3"; fi
