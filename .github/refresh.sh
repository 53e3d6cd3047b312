#!/usr/bin/env bash
# Update the data, each source on its own: one that is down this month does not hold up the others, and a person
# reads what came before any of it is merged.
#
# usage: refresh.sh FOLDER [SOURCE]     (all sources by default)
# In FOLDER: summary.md, what moved and what failed; data.patch, the changed files (empty: nothing changed).
# Exit status 1, after everything else is done, if a source failed.
set -euo pipefail
out=$1
only=${2:-all}
mkdir -p "$out"
out=$(cd "$out" && pwd)
: > "$out/summary.md"

state() { git add --all data && git write-tree; }
quoted() { sed 's/^/    /' "$1"; }  # as code, whatever an upstream wrote

[[ $only =~ ^[a-z_]+$ ]] || { echo "refresh.sh: '$only' is no source's name" >&2; exit 2; }
make update ARGS=--list > "$out/sources.txt"
sources=$only
[ "$only" != all ] || sources=$(sed -n 's/^\([a-z_]*\): .*/\1/p' "$out/sources.txt")

failed=""
for source in $sources; do
  before=$(state)
  rm -f "$out/part.md"
  # Broken chapters are no reason to stop here: the summary names them in the pull request.
  if make update ARGS="--source $source --yes --accept-broken --summary $out/part.md" 2> "$out/said.txt"; then
    [ "$(state)" = "$before" ] || { cat "$out/part.md"; echo; } >> "$out/summary.md"
  else
    failed="$failed $source"
    { echo "## $source failed"; echo; quoted "$out/said.txt"; echo; } >> "$out/summary.md"
  fi
  cat "$out/said.txt" >&2
done

state > /dev/null
git diff --cached --binary -- data > "$out/data.patch"
if [ -s "$out/data.patch" ] && ! make check > "$out/check.txt" 2>&1; then
  # Tables that fail are never written; what is left are verdicts that a person has to accept or argue with.
  grep -v '^ok ' "$out/check.txt" > "$out/said.txt" || true
  { echo "## \`make check\` asks for a decision"; echo; quoted "$out/said.txt"; } >> "$out/summary.md"
fi
[ ! -s "$out/data.patch" ] || echo "changed=true" >> "${GITHUB_OUTPUT:-/dev/null}"
[ -s "$out/summary.md" ] || echo "Nothing changes." > "$out/summary.md"
cat "$out/summary.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
[ -z "$failed" ] || { echo "refresh.sh: failed:$failed" >&2; exit 1; }
