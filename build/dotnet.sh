# shellcheck shell=bash
# The .NET SDK and the build. Runs in the repository root. Needs say.sh.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# Without a home the SDK and NuGet have no place for their caches.
[[ -n ${HOME:-} ]] || { HOME=$(getent passwd "$EUID" | cut -d: -f6) && export HOME; }

need_dotnet() {
  command -v dotnet >/dev/null || PATH=$PATH:/usr/share/dotnet:$HOME/.dotnet
  local version wanted
  # Exactly this one: each SDK brings its own blazor.web.js, whose version stands in packages.lock.json.
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json)
  version=$(dotnet --version 2>/dev/null) ||
    fail "the .NET SDK $wanted is needed, exactly: https://dotnet.microsoft.com/download/dotnet/10.0 (dotnet-install.sh --version $wanted)."
  say ".NET SDK: $version"
}

# No build servers: they would outlive the command by minutes.
dotnet_build() {
  attend dotnet build "$@" -c Debug -v quiet -nologo --disable-build-servers -p:RestoreLockedMode=true
}

# What the build reads: names, sizes and times. The folder counts too, because build output holds absolute paths.
app_fingerprint() {
  {
    pwd
    dotnet --version
    # Some of these folders need not exist.
    { find App Migrations wwwroot build ./*.json ./*.csproj ./*.props ./*.targets \
      -path wwwroot/vendor -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null || true; } | sort
  } | sha256sum
}

# Builds the app unless nothing changed since the last build; two commands at once take turns.
build_app() {
  local stamp=artifacts/run.built fingerprint lock
  mkdir -p artifacts
  [[ -w artifacts ]] || fail "this clone was built by $(stat -c %U artifacts); run as that user, or remove $PWD/artifacts."
  exec {lock}>artifacts/run.lock
  flock "$lock"
  fingerprint=$(app_fingerprint)
  if [[ -f artifacts/bin/App/debug/App.dll && -f $stamp && $(<"$stamp") == "$fingerprint" ]]; then
    say "Build: up to date"
  else
    say "Build: restoring and compiling (a minute the first time)"
    rm -f "$stamp"
    dotnet_build App.csproj || fail "the build failed; the lines above say where."
    printf '%s\n' "$fingerprint" >"$stamp"
  fi
  exec {lock}>&-
}
