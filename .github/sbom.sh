#!/usr/bin/env bash
# Write a bill of materials (CycloneDX, JSON) of what the book is built with: every package of requirements.txt, with
# licence. The same lock gives the same bytes on one kind of system.
#
# usage: sbom.sh FILE
set -euo pipefail
mkdir -p "$(dirname "$1")"
out=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in audit book; do
  python3 -m venv --without-pip "$work/$name"
done
pip() { python3 -m pip --disable-pip-version-check --quiet --python "$work/$1/bin/python" install --require-hashes -r "$2"; }
pip audit requirements-audit.txt
pip book requirements.txt
"$work/audit/bin/cyclonedx-py" environment "$work/book/bin/python" --pyproject pyproject.toml --output-reproducible \
  --output-format JSON --output-file "$out"
