"""What is in a data folder, file by file, and whether two folders hold the same."""
from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from trilateral.tables.manifests import digest
from trilateral.update.errors import UpdateError

MOST_NAMED = 5  # a message names so many files


def contents(folder: Path) -> dict[str, str]:
    """Path of every file, relative and with slashes -> sha256.

    Raises
    ------
    UpdateError
        There is a link or a special file. A link's target lies outside the copy: writing through it would change
        the kept state as well, and a followed one would come back from an undo as a plain file.
    """
    found = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            mode = path.lstat().st_mode
            shown = path.relative_to(folder).as_posix()
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                kind = "a link" if stat.S_ISLNK(mode) else "a special file"
                raise UpdateError(f"{folder.name}/{shown}: is {kind}; a plain file is expected, because an update "
                                  "keeps and exchanges the folder as a whole")
            if stat.S_ISREG(mode):
                found[shown] = digest(path)
    return dict(sorted(found.items()))


def fingerprint(files: Mapping[str, str]) -> str:
    """One sha256 for all of :func:`contents`."""
    lines = "".join(f"{path}\0{sha256}\n" for path, sha256 in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Paths that are new, gone or have other bytes, in alphabetical order."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def named(files: Iterable[str], folder: str = "") -> str:
    """The first few of ``files`` for a message, each below ``folder``."""
    shown = [f"{folder}/{path}" if folder else path for path in files]
    more = len(shown) - MOST_NAMED
    return ", ".join(shown[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
