#!/usr/bin/env bash
# Make the tree of editions that is deployed: the new site, and every earlier one from its release.
#
# usage: editions.sh TAG SITE TREE RELEASE
# TAG is v and the version in CITATION.cff. In RELEASE, for the new edition: its site as an archive, and SHA256SUMS of
# all files there. Needs gh with GH_TOKEN and GH_REPO, and the book's environment.
set -euo pipefail
tag=$1
site=$2
tree=$3
release=$4
trilateral=${TRILATERAL:-.venv/bin/trilateral}
name=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["name"])' "$site/edition.json")
[ "$tag" = "v$name" ] || { echo "editions.sh: the tag is $tag, and CITATION.cff has the version $name" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

gh release list --limit 1000 --exclude-drafts --json tagName --jq '.[].tagName' > "$work/tags"
while read -r other; do
  [ "$other" != "$tag" ] || continue
  [[ $other =~ ^v[0-9]+(\.[0-9]+)*$ ]] || { echo "editions.sh: $other is no edition, left out" >&2; continue; }
  mkdir -p "$work/$other/site"
  gh release download "$other" --pattern 'site-*.tar.gz' --pattern SHA256SUMS --dir "$work/$other"
  (cd "$work/$other" && sha256sum --check --strict --quiet --ignore-missing SHA256SUMS)
  tar --extract --gzip --no-same-owner --file "$work/$other/site-${other#v}.tar.gz" --directory "$work/$other/site"
  "$trilateral" edition --site "$work/$other/site" --into "$tree"
done < "$work/tags"
"$trilateral" edition --site "$site" --into "$tree"

mkdir -p "$release"
# The same site gives the same archive.
tar --create --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --directory "$site" . |
  gzip --no-name --best > "$release/site-$name.tar.gz"
(cd "$release" && rm -f SHA256SUMS && sha256sum -- * > "$work/sums" && mv "$work/sums" SHA256SUMS)
