#!/usr/bin/env bash
# Put an edition's notebooks into a folder of its name on the branch `notebooks`, where Colab reads them.
#
# usage: notebooks.sh TAG FOLDER     (FOLDER holds the notebooks by the names of their pages)
# Needs a checkout, git, and gh with GH_TOKEN. The folders of other editions stay as they are.
set -euo pipefail
name=${1#v}
folder=$2
branch=notebooks
robot="41898282+github-actions[bot]@users.noreply.github.com"
export GIT_AUTHOR_NAME="github-actions[bot]" GIT_COMMITTER_NAME="github-actions[bot]"
export GIT_AUTHOR_EMAIL=$robot GIT_COMMITTER_EMAIL=$robot

gh auth setup-git  # the token stays in the environment of this step; the checkout keeps none
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/files/$name"
(cd "$folder" && find . -name '*.ipynb' -exec cp --parents {} "$work/files/$name" \;)
[ -n "$(find "$work/files" -name '*.ipynb' -print -quit)" ] || { echo "notebooks.sh: no notebook in $folder" >&2; exit 1; }

export GIT_INDEX_FILE=$work/index  # the branch is written without being checked out
parent=
if git fetch --quiet --depth 1 origin "refs/heads/$branch" 2> /dev/null; then
  parent=$(git rev-parse FETCH_HEAD)
  git read-tree "$parent"
  git rm -r --force --cached --quiet --ignore-unmatch -- "$name"
fi
git --work-tree="$work/files" add --force -- "$name"
tree=$(git write-tree)
if [ -n "$parent" ] && [ "$tree" = "$(git rev-parse "$parent^{tree}")" ]; then
  echo "notebooks.sh: those of $name are there already"
  exit
fi
commit=$(git commit-tree "$tree" ${parent:+-p "$parent"} -m "Notebooks of edition $name")
git push --quiet origin "$commit:refs/heads/$branch"
