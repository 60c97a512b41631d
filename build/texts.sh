#!/usr/bin/env bash
# texts.sh [FOLDER]: collects everything that people read, so that it can be read as a whole. Writes four files into the folder
# (default artifacts/texts). It reads the sources only and builds nothing.
#
#   pages.txt      texts of the pages (*.razor) and of the C# behind them, such as notices, tabs and validation messages
#   emails.txt     the emails, as the contract tests render them
#   problems.txt   status, code, title and detail of each problem
#   api.txt        doc comments of operations, queries, requests, views and events, as the API reference shows them
#
# The texts are found by their shape, so pages.txt also has a few lines that are not shown.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
folder=${1:-artifacts/texts}
mkdir -p "$folder"

sources() { find App -name "$1" | LC_ALL=C sort; }

# Splits a line of C# into its string literals, each on a line after FILE:LINE. Holes of interpolated strings stay as written.
literals='
function literals(line,    found, at, c, depth, holes, text) {
  found = ""; at = 1
  while ((c = substr(line, at, 1)) != "") {
    if (c != "\"") { at++; continue }
    holes = substr(line, at - 1, 1) == "$"; text = ""; depth = 0
    for (at++; (c = substr(line, at, 1)) != ""; at++) {
      if (c == "\\") { text = text substr(line, at++, 2); continue }
      if (holes && c == "{") depth++
      if (holes && c == "}") depth--
      if (c == "\"" && depth == 0) break
      text = text c
    }
    at++
    if (prose(text)) found = found (found == "" ? "" : " | ") text
  }
  return found
}
# A text has a word with a capital first, or several words, and is not SQL or a setting.
function prose(text) {
  if (text ~ /^(select|insert|update|delete|grant|revoke|alter|listen)[ ,]| is (not )?null|[a-z]+_[a-z_]+ (is|<=|>=|<|>|=|in) /)
    return 0
  if (text ~ /^[@\/.#<]|::|\$\$|^[a-z]+-[a-z-]+$|^[A-Za-z_.]+=/) return 0
  return text ~ /^[A-Z][A-Za-z]+([.:!?]|$)/ || text ~ /[A-Za-z0-9},.:;-] [A-Za-z{(]/
}
'

page_texts() {
  # shellcheck disable=SC2046 # The names of source files have no spaces.
  awk "$literals"'
function emit(text) {
  gsub(/^[ \t]+|[ \t]+$/, "", text)
  if (text !~ /^@[A-Za-z_.()?]*$|^[^A-Za-z]*$/) out = out (out == "" ? "" : " | ") text
}
# Adds the value of an attribute if it is a text.
function attribute(name, value,    found) {
  if (name ~ /^(class|style|href|src|id|for|name|type|d|rel|method|action|viewBox|Class|Href|Icon|Mono|@.*|On[A-Z].*)$/) return
  if (value ~ /^@/ || value ~ /[$?]"/) { if ((found = literals(value)) != "") emit(name ": " found) }
  else if (value ~ /[A-Za-z] [A-Za-z]/ && value !~ / (is|\?|==|&&|=>) |\(/ || value ~ /^[A-Z][A-Za-z]+$/ && name ~ \
    /^(Title|Text|Label|Hint|Unit|What|Never|BackText|Empty|Placeholder|placeholder|aria-label|title|alt|Confirm|Submit|Action)$/)
    emit(name ": " value)
}
# Reads markup by character; tag and quote keep their state across lines.
function markup(line,    at, c, rest, text) {
  text = ""
  for (at = 1; (c = substr(line, at, 1)) != ""; at++) {
    rest = substr(line, at)
    if (!tag && c == "<" && rest ~ /^<[A-Za-z\/!]/) { emit(text); text = ""; tag = 1; name = ""; continue }
    if (!tag) { text = text c; continue }
    if (quote) {
      if (c == "(") depth++
      if (c == ")") depth--
      if (c == mark && depth <= 0) { quote = 0; attribute(name, value); name = "" }
      else value = value c
      continue
    }
    if (c == "\"" || c == "\047") { quote = 1; mark = c; value = ""; depth = 0; sub(/=$/, "", name) }
    else if (c == ">") tag = 0
    else if (c ~ /[ \t]/) name = ""
    else name = name c
  }
  if (quote) value = value " "
  emit(text)
}
FNR == 1 { code = tag = quote = comment = 0 }
/^@code/ { code = 1 }
/@\*/ && !/\*@/ { comment = 1 }
comment { if (/\*@/) comment = 0; next }
/^@(page|using|inject|inherits|attribute|namespace|layout|implements|typeparam)/ || /^ *(@\*|\/\/)/ { next }
{
  out = ""
  if (code) out = literals($0)
  else if (!tag && !/^ *</ &&
    /^ *(@(if|for|foreach|switch|while)[ (]|@\{|[{}]|else|return|var |case |break|default:|.*[;]$)/)
    out = literals($0)
  else markup($0)
  if (out ~ /[A-Za-z][a-z]/) print FILENAME ":" FNR "\t" out
}' $(sources '*.razor')
  # shellcheck disable=SC2046
  awk "$literals"'
FNR == 1 { raw = 0 }
/"""/ { if (gsub(/"""/, "&") == 1) raw = !raw; next }
raw || /^ *\/\// || /LoggerMessage|Exception\(|\[Obsolete|logger\.|Message = / { next }
{ if ((out = literals($0)) != "") print FILENAME ":" FNR "\t" out }' \
    $(sources '*.cs' | grep -vE '(Problems|CommonPasswords)\.cs$')
}

emails() {
  local file
  for file in App.Tests/Architecture/contract/emails/*.txt; do
    printf '======== %s\n\n' "$(basename "$file" .txt)"
    cat "$file"
    printf '\n'
  done
}

# Each problem from its declaration to its end, and each detail that replaces one.
problems() {
  # shellcheck disable=SC2046
  awk '
FNR == 1 { open = 0 }
/^ *\/\// { next }
/new( Problem)?\([0-9][0-9][0-9], "|Problem\.(Missing|Invalid\.For)\(|Detail = |Fault\(/ { open = 1 }
open {
  line = $0
  gsub(/^[ \t]+|public |static |readonly |internal /, "", line)
  if (line ~ /[A-Za-z]/) print FILENAME ":" FNR "\t" line
  if (/[;}]$|,$/ && !/",$|^[^"]*$/ || /;$/) open = 0
}' $(grep -lE 'Problem' $(sources '*.cs') | grep -E 'Problems\.cs$|Problem\.cs$|Http/|PasswordHashingQueue')
}

api() {
  # shellcheck disable=SC2046
  awk '
FNR == 1 { text = "" }
/^ *\/\/\/ / { line = $0; sub(/^ *\/\/\/ /, "", line); text = text (text == "" ? "" : " ") line; next }
text != "" {
  name = $0
  gsub(/^ +|public |sealed |static |readonly |protected |internal |override |abstract /, "", name)
  sub(/[({].*| : .*/, "", name)
  gsub(/<\/?summary>|<\/param>|<\/?c>|<\/?para>/, "", text)
  gsub(/ ?<param name="/, "\n    ", text); gsub(/">/, ": ", text)
  if (name !~ /^\[/) { print FILENAME ":" FNR "\t" name "\n   " text; text = "" }
}' $(grep -lE 'Operation<|Query<|record .*(View|Request|Event)\b|IEvent|Api\.Base|MapResource' $(sources '*.cs') |
    grep -vE 'Platform/(Database|Operations|Memory)')
  sed -n '/const string Intro/,/""";/p' App/Platform/Http/OpenApi/ApiDocument.cs
  grep -nE '"[A-Z][^"]* [^"]*"' App/Platform/Http/OpenApi/*.cs
}

page_texts >"$folder/pages.txt"
emails >"$folder/emails.txt"
problems >"$folder/problems.txt"
api >"$folder/api.txt"
wc -l "$folder"/{pages,emails,problems,api}.txt
