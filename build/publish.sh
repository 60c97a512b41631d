#!/usr/bin/env bash
# publish.sh FOLDER [ARGUMENT...]: what goes to production, compiled ahead for linux-x64. Used by the Dockerfile, the bench and a test.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
exec dotnet publish App.csproj --configuration Release --runtime linux-x64 --no-self-contained --output "$1" \
  -p:RestoreLockedMode=true -nologo -v quiet "${@:2}"
