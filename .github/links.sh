#!/usr/bin/env bash
# Ask every outside link of the built book.
#
# usage: links.sh FOLDER
# In FOLDER: report.md; wanted, if a person should look. Exit status 1 only if the check itself could not be made.
set -euo pipefail
out=$1
mkdir -p "$out"
status=0
.venv/bin/trilateral links --report "$out/report.md" > "$out/log.txt" || status=$?
cat "$out/log.txt"
[ -s "$out/report.md" ] || { echo "links.sh: there is no report" >&2; exit 1; }
[ "$status" -eq 0 ] || touch "$out/wanted"
cat "$out/report.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
