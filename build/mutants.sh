#!/usr/bin/env bash
# Mutation test of the guards: builds a temporary copy without one guard at a time and checks that the tests fail. The guards are
# listed in App.Tests/Architecture/Mutants.cs; ./test --long runs this too.
# Arguments are passed to `dotnet test`.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
exec ./test --long --filter FullyQualifiedName~MutantTests.A_missing_guard "$@"
