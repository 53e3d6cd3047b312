"""Editions of the site side by side: ``/2025.1/``, ``/2026.1/``, and ``/latest/`` with the newest of them.

An edition is a built site under its name, and never changes again: :func:`place` takes the old ones over byte for
byte, checked against the digests in ``editions.json``. That file is also what a page of an old edition asks for the
latest one, so the note that it shows then is no change of its files.
"""
from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from trilateral.publishing import edition_pages
from trilateral.update.swap import exchange

LATEST = "latest"
LIST = "editions.json"
SITE = "edition.json"
_NAME = re.compile(r"\d+(\.\d+)*")


class EditionError(ValueError):
    """A site or a tree of editions that cannot be taken as it is; the message says which and why."""


@dataclass(frozen=True)
class Edition:
    """A site under a name of numbers and dots, its ISO day, and the digest of all its files."""

    name: str
    date: str
    sha256: str

    @property
    def rank(self) -> tuple[int, ...]:
        """Editions in order: 2025.1, 2025.2, 2025.10, 2026.1."""
        return tuple(int(part) for part in self.name.split("."))


def place(site: Path, tree: Path, address: str = "") -> Edition:
    """Put a built site into a tree of editions, whole or not at all; the edition that it is.

    The next state of the tree is made beside it and exchanged with it in one step, where the system can. An edition
    that is there already with the same bytes is no error, and the tree is made again around it.

    Parameters
    ----------
    site
        Folder of a built site, with the ``edition.json`` that the build writes.
    tree
        Folder of all editions; made where it is missing.
    address
        Where the tree will stand on the web, for what only an absolute address can say; empty if that is not known.

    Raises
    ------
    EditionError
        The site has no edition, the tree has its name with other content, or an old edition was changed.
    OSError
        A folder could not be read or written.
    """
    title, new = read(site)
    old = listed(tree)
    if any(one.name == new.name and one.sha256 != new.sha256 for one in old):
        raise EditionError(f"{tree / new.name}: edition {new.name} is there with other content, and an edition "
                           f"stays as it is; give this one another version in CITATION.cff")
    editions = sorted({*old, new}, key=lambda one: one.rank)
    stage = tree.with_name(f".{tree.name}.next")
    shutil.rmtree(stage, ignore_errors=True)
    try:
        for one in editions:
            if one in old:
                shutil.copytree(tree / one.name, stage / one.name, copy_function=_link)
            else:
                shutil.copytree(site, stage / one.name)
        _root(stage, title, editions, address)
        _exchange(stage, tree)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return new


def read(site: Path) -> tuple[str, Edition]:
    """Title of the book and edition of a built site."""
    path = site / SITE
    if not path.is_file():
        raise EditionError(f"{site}: has no {SITE}; expected a built site, with version and day in CITATION.cff")
    content = json.loads(path.read_text("utf-8"))
    if not _NAME.fullmatch(content["name"]):
        raise EditionError(f"{path}: {content['name']!r} is no name of an edition; expected numbers and dots")
    date.fromisoformat(content["date"])
    return content["title"], Edition(content["name"], content["date"], digest(site))


def listed(tree: Path) -> list[Edition]:
    """Editions of a tree, oldest first, each held against its digest; none where there is no tree yet."""
    path = tree / LIST
    if not path.is_file():
        if tree.is_dir() and any(tree.iterdir()):
            raise EditionError(f"{tree}: is no tree of editions (it has no {LIST}) and not empty")
        return []
    found = [Edition(**one) for one in json.loads(path.read_text("utf-8"))["editions"]]
    for one in found:
        if digest(tree / one.name) != one.sha256:
            raise EditionError(f"{tree / one.name}: is not what was published as edition {one.name}")
    return found


def digest(folder: Path) -> str:
    """SHA-256 of names and contents of all files below a folder."""
    lines = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
             for path in sorted(folder.rglob("*")) if path.is_file())
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _root(stage: Path, title: str, editions: list[Edition], address: str) -> None:
    """The newest edition once more under ``latest``, and what stands beside the editions."""
    newest = editions[-1]
    # Not links: whoever mends a file under latest by hand must not change the edition.
    shutil.copytree(stage / newest.name, stage / LATEST)
    pages = sorted(path.relative_to(stage / LATEST).as_posix() for path in (stage / LATEST).rglob("*.html")
                   if "_static" not in path.parts)
    content = {"latest": newest.name, "pages": pages, "editions": [asdict(one) for one in editions]}
    files = {LIST: json.dumps(content, indent=1) + "\n",
             **edition_pages.files(stage, title, [(one.name, one.date) for one in editions], address)}
    for name, text in files.items():
        (stage / name).write_text(text, "utf-8")


def _link(source: str, target: str) -> None:
    """An old edition need not be copied: the tree that it comes from goes."""
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def _exchange(stage: Path, tree: Path) -> None:
    if not tree.exists():
        tree.parent.mkdir(parents=True, exist_ok=True)
        stage.rename(tree)
    elif not exchange(stage, tree):  # where the system has no exchange there is an instant without a tree
        last = tree.with_name(f".{tree.name}.last")
        tree.rename(last)
        stage.rename(tree)
        last.rename(stage)
