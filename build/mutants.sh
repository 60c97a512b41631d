#!/usr/bin/env bash
# Mutation test of the security guards: removes one guard at a time from a temporary copy and checks that the tests fail. Prints
# a line for each guard and exits with 1 if a missing guard is not noticed. Not part of ./test, because each guard needs a build.
# Arguments are passed to `dotnet test` (default: the faster half of the tests).
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
copy=$(mktemp -d /tmp/stockade-mutants.XXXXXX)
trap 'rm -rf "$copy"' EXIT
chmod 711 "$copy"
git clone -q . "$copy/clone"
cd "$copy/clone"
quick='FullyQualifiedName~Architecture|FullyQualifiedName~App.Tests.Platform'
quick+='|FullyQualifiedName~App.Tests.Audit|FullyQualifiedName~App.Tests.Catalog'
(($# > 0)) || set -- --filter "$quick"

unnoticed=0
# without NAME FILE SED-EXPRESSION [TEST-ARGUMENT...]
without() {
  local name=$1 file=$2 expression=$3
  shift 3
  sed -i "$expression" "$file"
  if git diff --quiet; then echo "$name: the patch no longer fits $file" && unnoticed=1 && return; fi
  # shellcheck disable=SC2065 # ./test is a script, not the command test
  if ./test "$@" >"$copy/$name.log" 2>&1; then
    echo "$name: UNNOTICED" && unnoticed=1
  elif grep -q 'the build failed' "$copy/$name.log"; then
    echo "$name: the patched copy does not build, so this proves nothing" && unnoticed=1
  elif ! grep -qE '^[0-9]+ passed, [1-9][0-9]* failed' "$copy/$name.log"; then
    echo "$name: no test failed, so this proves nothing: $(tail -n 1 "$copy/$name.log")" && unnoticed=1
  else
    echo "$name: noticed, $(tail -n 1 "$copy/$name.log")"
  fi
  git checkout -q .
}

without permission-check App/Platform/Operations/Gate.cs \
  's/!actor.May(permission)/!actor.May(permission) \&\& now.Year < 1/' "$@"
without query-filter App/Platform/Database/AppDb.cs \
  's/row => row.OrganizationId == OrganizationId/row => row.OrganizationId == OrganizationId || row.OrganizationId != Guid.Empty/' "$@"
without row-level-security App/Platform/Database/RowLevelSecurity.cs \
  '/alter table {table} enable row level security/d;/alter table {table} force row level security/d' "$@"
without audit-write App/Platform/Operations/Gate.cs \
  '/context.Db.Add(AuditEntry.Of(/s/context.Db.Add(\(.*\));/_ = \1;/' "$@"
without outbox-write App/Platform/Operations/Gate.cs \
  '/context.Db.AddRange(context.Events);/d' "$@"
exit "$unnoticed"
