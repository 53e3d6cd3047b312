"""Licences of everything that the locks pin, as packages state them.

    python -m trilateral.publishing.licences FOLDER ...

reads the metadata of installed packages in site-packages folders (or folders made by ``pip install --target``) that
together hold every pin of every lock, and writes ``licences.csv`` anew; with ``--compare`` it says what would change.
"""
from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from trilateral import paths

LOCKS = {"requirements.txt": "book", "requirements-update.txt": "update", "requirements-paper.txt": "paper",
         "requirements-test.txt": "tests", "requirements-lab.txt": "lab", "requirements-audit.txt": "audit",
         "requirements-classroom.txt": "classroom", "requirements-lite.txt": "lite",
         "tests/requirements-cff.txt": "tests", "tests/requirements-pyodide.txt": "tests"}
"""Lock -> what it is installed for."""
FILE = Path("trilateral/publishing/licences.csv")
HEAD = ("package", "version", "licence", "for")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^\s;\\]+)", re.M)
STATED = {
    "apache 2.0": "Apache-2.0", "apache license, version 2.0": "Apache-2.0", "apache software license": "Apache-2.0",
    "apache license": "Apache-2.0", "bsd 3-clause license": "BSD-3-Clause", "bsd 2-clause license": "BSD-2-Clause",
    "bsd": "BSD License", "isc license": "ISC", "isc license (iscl)": "ISC", "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "python software foundation license": "PSF-2.0",
    "psfl": "PSF-2.0", "gnu general public license v2 or later (gplv2+)": "GPL-2.0-or-later",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.0-or-later",
    "gnu general public license v3 or later (gplv3+)": "GPL-3.0-or-later",
    "mozilla public license 1.1 (mpl 1.1)": "MPL-1.1",
}
"""Ways in which packages say it -> identifier of SPDX; "BSD License" does not say which, and stays."""
SILENT = {"axe-playwright-python": "MIT AND MPL-2.0", "matplotlib-inline": "BSD-3-Clause", "pkginfo": "MIT"}
"""Packages whose metadata say nothing, by the licence files inside; the second is axe-core's, which it carries."""


def pinned(root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Name to versions and uses of everything that a lock pins."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for lock, use in LOCKS.items():
        for name, version in PIN.findall((root / lock).read_text("utf-8")):
            versions, uses = found.setdefault(_canonical(name), ([], []))
            versions += [version] if version not in versions else []
            uses += [use] if use not in uses else []
    return dict(sorted(found.items()))


def stated(package: metadata.PackageMetadata) -> str:
    """Licence by a package's metadata: an SPDX expression where it gives one or its words leave no choice.

    Several classifiers are joined by "; ", as metadata do not say whether all hold or one may be chosen.
    """
    if name := SILENT.get(_canonical(package["Name"])):
        return name
    if expression := package.get("License-Expression"):
        return expression
    words = (package.get("License") or "").strip().splitlines() or [""]
    known = STATED.get(re.split(r"\s{2,}", words[0])[0].lower())
    if known and known != "BSD License":
        return known
    if len(words) == 1 and re.fullmatch(r"[A-Z][\w.+-]*\d[\w.-]*( (AND|OR) [\w.+-]+)*|MIT|ISC", words[0]):
        return words[0]
    classifiers = [line.rpartition(" :: ")[2] for line in package.get_all("Classifier") or []
                   if line.startswith("License :: ") and not line.endswith("OSI Approved")]
    named = [STATED.get(one.lower(), one) for one in classifiers] or ([known] if known else [])
    if not named:
        raise ValueError(f"{package['Name']}: its metadata state no licence; read its files and add it to SILENT")
    return "; ".join(named)


def table(folders: Iterable[Path], root: Path, old: Iterable[dict[str, str]] = ()) -> list[dict[str, str]]:
    """One row a pinned package, by name; of one that no system here installs, the licence of its ``old`` row.

    Raises
    ------
    ValueError
        A package is in none of the folders in a version that is pinned, or states no licence.
    """
    there = {(_canonical(one.metadata["Name"]), one.version): one.metadata
             for one in metadata.distributions(path=[str(folder) for folder in folders])}
    kept = {(row["package"], row["version"]): row["licence"] for row in old}
    rows = []
    for name, (versions, uses) in pinned(root).items():
        known = [stated(there[name, version]) for version in versions if (name, version) in there]
        if not known and (name, " ".join(versions)) in kept:
            known = [kept[name, " ".join(versions)]]
        if not known:
            raise ValueError(f"{name}: in none of the folders as {' or '.join(versions)}")
        rows.append(dict(zip(HEAD, (name, " ".join(versions), known[0], " ".join(uses)), strict=True)))
    return rows


def read(root: Path) -> list[dict[str, str]]:
    """The committed table."""
    with (root / FILE).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def compare(old: list[dict[str, str]], new: list[dict[str, str]]) -> list[str]:
    """One line a package whose row differs."""
    before, after = ({row["package"]: row for row in rows} for rows in (old, new))
    return [f"{name}: {before.get(name, 'no row')} in the table, {after.get(name, 'no pin')} in the packages"
            for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]


def main() -> None:
    """Write the table, or compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--compare", action="store_true", help="leave the table as it is and say what would change")
    options = parser.parse_args()
    root = paths.book_dir()
    old = read(root) if (root / FILE).is_file() else []
    rows = table(options.folders, root, old if options.compare else [])
    if options.compare:
        sys.exit("\n".join(compare(old, rows)) or 0)
    out = io.StringIO()
    writer = csv.DictWriter(out, HEAD, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (root / FILE).write_text(out.getvalue(), "utf-8")


if __name__ == "__main__":
    main()
