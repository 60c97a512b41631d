# shellcheck shell=bash
# The .NET SDK and the build. Runs in the repository root. Needs log.sh.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
export DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# The SDK and NuGet keep their caches in the home directory.
[[ -n ${HOME:-} ]] || { HOME=$(getent passwd "$EUID" | cut -d: -f6) && export HOME; }

need_dotnet() {
  command -v dotnet >/dev/null || PATH=$PATH:/usr/share/dotnet:$HOME/.dotnet
  local version wanted download=https://dotnet.microsoft.com/download/dotnet/10.0
  # Exactly this version: each SDK brings its own blazor.web.js, and packages.lock.json names its version.
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json)
  version=$(dotnet --version 2>/dev/null) ||
    fail "exactly the .NET SDK $wanted is required (dotnet-install.sh --version $wanted): $download"
  log ".NET SDK: $version"
}

# Build servers are disabled: they would run for minutes after the command has ended.
dotnet_build() {
  run_child dotnet build "$@" -c Debug -v quiet -nologo --disable-build-servers -p:RestoreLockedMode=true
}

# Prints a hash of the build's input: names, sizes and times. Includes the folder, because the output holds absolute paths.
app_fingerprint() {
  {
    pwd
    dotnet --version
    # Some of these folders may not exist.
    { find App Migrations wwwroot build ./*.json ./*.csproj ./*.props ./*.targets \
      -path wwwroot/vendor -prune -o -type f -printf '%p %s %T@\n' 2>/dev/null || true; } | sort
  } | sha256sum
}

# Builds the app if something has changed since the last build. A lock keeps two commands from building at the same time.
build_app() {
  local stamp=artifacts/run.built fingerprint lock
  mkdir -p artifacts
  [[ -w artifacts ]] || fail "this clone was built by $(stat -c %U artifacts); run as that user or remove $PWD/artifacts."
  exec {lock}>artifacts/run.lock
  flock "$lock"
  fingerprint=$(app_fingerprint)
  if [[ -f artifacts/bin/App/debug/App.dll && -f $stamp && $(<"$stamp") == "$fingerprint" ]]; then
    log "Build: up to date"
  else
    log "Build: restoring and compiling (the first time takes a minute)"
    rm -f "$stamp"
    dotnet_build App.csproj || fail "the build failed; the lines above say where."
    printf '%s\n' "$fingerprint" >"$stamp"
  fi
  exec {lock}>&-
}
