"""Files of the tree that others made, apart from data: where they come from, under which licence, with which bytes.

``materials.csv`` lists them. Tables and layers have manifests of their own, packages are in the locks.
"""
from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = Path("trilateral/publishing/materials.csv")
# Kinds of files that nobody here writes by hand.
KINDS = {".otf", ".ttf", ".woff", ".woff2", ".eot", ".jar", ".so", ".dll", ".wasm", ".whl", ".zip", ".gz"}
# Scripts and styles that keep their author's notice, and texts of licences for them.
_NOTICE = re.compile(r"/\*!|@licen[cs]e\b|@preserve\b")
_MINE = {"LICENSE", "LICENSE-CONTENT"}


@dataclass(frozen=True)
class Material:
    """A file by its path in the tree, and the path of its licence's text."""

    file: str
    title: str
    licence: str
    terms: str
    sha256: str
    origin: str


def listed(root: Path) -> list[Material]:
    """All that is listed."""
    with (root / FILE).open(encoding="utf-8", newline="") as file:
        return [Material(*row.values()) for row in csv.DictReader(file)]


def foreign(files: Iterable[str], root: Path) -> set[str]:
    """Those of the files that others made, as far as kind, name or a notice inside tell."""
    return {name for name in files if _is_foreign(root / name, name)}


def _is_foreign(path: Path, name: str) -> bool:
    if path.suffix.lower() in KINDS or ".min." in path.name:
        return True
    if re.fullmatch(r"(LICEN[CS]E|COPYING|NOTICE|OFL)\b.*", path.name) and name not in _MINE:
        return True
    return path.suffix in (".js", ".mjs", ".css") and bool(_NOTICE.search(path.read_text("utf-8")))


def faults(root: Path) -> list[str]:
    """What is wrong with listed files: one line each, none when all is well."""
    found = []
    for one in listed(root):
        path = root / one.file
        if not path.is_file():
            found.append(f"{one.file}: is listed and not there")
        elif (digest := hashlib.sha256(path.read_bytes()).hexdigest()) != one.sha256:
            found.append(f"{one.file}: has the SHA-256 {digest}, and {one.sha256} is listed")
        if not (root / one.terms).is_file():
            found.append(f"{one.file}: the text of its licence, {one.terms}, is not there")
    return found
