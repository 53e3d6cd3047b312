#!/usr/bin/env bash
# Attach an edition to the release of its tag. One that is there must have the same site: an edition stays as it is.
#
# usage: release.sh TAG FOLDER     (FOLDER as editions.sh leaves it)
# Needs gh with GH_TOKEN and GH_REPO.
set -euo pipefail
tag=$1
folder=$2
name=${tag#v}
(cd "$folder" && sha256sum --check --strict --quiet SHA256SUMS)
if gh release view "$tag" --json tagName > /dev/null 2>&1; then
  there=$(mktemp -d)
  trap 'rm -rf "$there"' EXIT
  gh release download "$tag" --pattern SHA256SUMS --dir "$there"
  site=$(grep -F "  site-$name.tar.gz" "$folder/SHA256SUMS")
  grep -qxF "$site" "$there/SHA256SUMS" ||
    { echo "release.sh: $tag was released with another site; make a new version" >&2; exit 1; }
  echo "release.sh: $tag is released already, with the same site"
else
  gh release create "$tag" "$folder"/* --verify-tag --title "Edition $name" \
    --notes "The site as an archive, a bill of materials, and checksums. What changed is in CHANGELOG.md."
fi
