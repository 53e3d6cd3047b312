#!/usr/bin/env bash
# Ask the public advisory database about every package of every lock; exit status 1 if any has a known weakness, or
# could not be looked up.
#
# --strict is what makes that so: without it a package that the database does not know, or all of them when it cannot
# be reached, are listed as skipped, and the program says "No known vulnerabilities found" and ends with 0.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
python3 -m venv "$tools"
"$tools/bin/python" -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements-audit.txt

failed=""
for lock in requirements*.txt; do
  echo "== $lock"
  # Locks are complete and have hashes, so nothing needs to be resolved or installed.
  "$tools/bin/pip-audit" --strict --progress-spinner off --disable-pip --require-hashes --requirement "$lock" ||
    failed="$failed $lock"
done
[ -z "$failed" ] || { echo "audit.sh: look at$failed" >&2; exit 1; }
