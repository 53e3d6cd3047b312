#!/usr/bin/env bash
# Install every lock and compare what the packages say about their licences with the committed table.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folders=()
for lock in requirements-test.txt requirements-lab.txt requirements-audit.txt; do
  python3 -m pip install --disable-pip-version-check --quiet --no-compile --require-hashes --target "$work/$lock" -r "$lock"
  folders+=("$work/$lock")
done
python3 -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes --target "$work/cff" \
  -r tests/requirements-cff.txt
PYTHONPATH="$PWD:$work/requirements-test.txt" python3 -m trilateral.publishing.licences --compare "${folders[@]}" "$work/cff"
