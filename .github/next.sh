#!/usr/bin/env bash
# Build the book without Jupyter Book and say what differs, here and in the summary of the run.
set -euo pipefail
.venv/bin/python bench/next.py | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"
