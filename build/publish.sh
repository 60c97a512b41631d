#!/usr/bin/env bash
# publish.sh FOLDER [ARGUMENT...]: publishes the app for production, compiled ahead of time for linux-x64. Used by the
# Dockerfile, the benchmark and a test. Arguments are passed to `dotnet publish`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
exec dotnet publish App.csproj --configuration Release --runtime linux-x64 --no-self-contained --output "$1" \
  -p:RestoreLockedMode=true -nologo -v quiet "${@:2}"
