#!/usr/bin/env bash
# One issue for one standing question: opened when a person should look, renewed, and closed when all is well.
#
# usage: issue.sh TITLE FOLDER     (FOLDER holds report.md and, if a person should look, a file wanted)
# Needs gh with GH_TOKEN and GH_REPO.
set -euo pipefail
title=$1
folder=$2
# Only an issue that the robot itself opened: anybody may open one with this title.
number=$(gh issue list --state open --author "github-actions[bot]" --limit 200 --json number,title |
  python3 -c 'import json, sys; print(*[i["number"] for i in json.load(sys.stdin) if i["title"] == sys.argv[1]][:1])' \
    "$title")

# An issue's text has at most 65,536 characters.
LC_ALL=C awk '{n += length($0) + 1}
  n > 60000 {print "\nThe rest is in `report.md`, which the run of the workflow keeps."; exit}
  {print}' "$folder/report.md" > "$folder/body.md"
if [ ! -e "$folder/wanted" ]; then
  [ -z "$number" ] || gh issue close "$number" --comment "The last check found nothing."
elif [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$folder/body.md"
else
  gh issue create --title "$title" --body-file "$folder/body.md"
fi
