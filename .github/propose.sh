#!/usr/bin/env bash
# Put a changed data folder on a branch of its own and open a pull request for it, or renew the open one.
#
# usage: propose.sh FOLDER BASE     (FOLDER as refresh.sh leaves it; BASE is the branch to merge into)
# Needs a checkout, git, and gh with GH_TOKEN.
set -euo pipefail
folder=$1
base=$2
branch=update-data
robot="41898282+github-actions[bot]@users.noreply.github.com"
export GIT_AUTHOR_NAME="github-actions[bot]" GIT_COMMITTER_NAME="github-actions[bot]"
export GIT_AUTHOR_EMAIL=$robot GIT_COMMITTER_EMAIL=$robot

gh auth setup-git  # the token stays in the environment of this step; the checkout keeps none
if git fetch --quiet --depth 1 origin "refs/heads/$branch" 2> /dev/null; then
  last=$(git log -1 --format=%ce FETCH_HEAD)
  if [ "$last" != "$robot" ] && [ -n "$(gh pr list --head "$branch" --state open --json number --jq '.[].number')" ]; then
    echo "propose.sh: $last has worked on $branch; merge or close its pull request first" >&2
    exit 1
  fi
fi

git switch --quiet --force-create "$branch"
git apply --index --include='data/*' "$folder/data.patch"  # whatever else the patch may hold stays out
git commit --quiet --message "Update the data" --message "New editions of the book's sources; the pull request says what moves."
git push --quiet --force origin "HEAD:refs/heads/$branch"

# A pull request's text has at most 65,536 characters; the whole summary is kept with the run.
LC_ALL=C awk '{n += length($0) + 1}
  n > 60000 {print "\nThe rest is in `summary.md`, which the run of the workflow keeps."; exit}
  {print}' "$folder/summary.md" > "$folder/body.md"
number=$(gh pr list --head "$branch" --state open --json number --jq '.[0].number // empty')
if [ -n "$number" ]; then
  gh pr edit "$number" --body-file "$folder/body.md"
else
  gh pr create --head "$branch" --base "$base" --title "Update the data" --body-file "$folder/body.md"
fi
