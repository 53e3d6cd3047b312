"""The data folder that an update would make, built beside the one that it would replace."""
from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trilateral.update.contents import contents, differing, fingerprint, named
from trilateral.update.errors import UpdateError
from trilateral.update.lock import lock
from trilateral.update.recovery import recover
from trilateral.update.workshop import Workshop, workshop

__all__ = ["Stage", "discard", "stage", "workshop"]


@dataclass(frozen=True)
class Stage:
    """``data``: the folder in use. ``next``: a whole copy beside it, on the same file system, to be changed freely.

    ``fingerprint`` is that of ``data`` when the copy was made, ``files`` the sha256 of each of its files: a folder
    that changed since is not overwritten. ``beside`` says the same of files outside the data folder that the update
    started from (typed rows): path -> sha256.
    """

    data: Path
    next: Path
    fingerprint: str
    files: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[Path, str] = field(default_factory=dict)


def stage(data: Path) -> Stage:
    """Copy the data folder, with modes and times; what a dead update staged is removed first.

    Whole files are copied, no hard links: a program that writes in place must not reach the state in use.
    Hold :func:`trilateral.update.lock.lock` from here to the commit, as another update would remove the copy.

    Raises
    ------
    UpdateError
        Another update is at work, a file is a link, or one changed while it was copied.
    """
    data = data.resolve()
    shop = Workshop(data)
    with lock(data):
        recover(data)
        files = contents(data)
        shutil.rmtree(shop.next, ignore_errors=True)
        try:
            shutil.copytree(data, shop.next, symlinks=True)
            if changed := differing(files, contents(shop.next)):
                raise UpdateError(f"{named(changed, data.name)}: changed while the data were copied; try again")
        except BaseException:
            shutil.rmtree(shop.next, ignore_errors=True)
            raise
    return Stage(data, shop.next, fingerprint(files), files)


def discard(stage: Stage) -> None:
    """Remove the staged copy of an update that is not wanted; the last state stays for undoing."""
    with lock(stage.data):
        recover(stage.data)
        shutil.rmtree(stage.next, ignore_errors=True)
