"""The data folder that an update would make, built beside the one that it would replace."""
from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stage:
    """``data``: the folder in use. ``next``: a whole copy beside it, on the same file system, to be changed freely.

    ``fingerprint`` is that of ``data`` when the copy was made: a folder that changed since is not overwritten.
    ``beside`` maps files outside the data folder (typed rows) to what they would become.
    """

    data: Path
    next: Path
    fingerprint: str


def workshop(data: Path) -> Path:
    """Folder beside ``data`` that holds the lock, the staged copy, the journal and the last state."""
    return data.parent / f".{data.name}-update"


def stage(data: Path) -> Stage:
    """A whole copy of the data folder beside it, to be changed freely."""
    shop = workshop(data)
    shop.mkdir(exist_ok=True)
    shutil.rmtree(shop / "next", ignore_errors=True)
    shutil.copytree(data, shop / "next")
    return Stage(data, shop / "next", fingerprint(data))


def fingerprint(data: Path) -> str:
    """Digest of all files of a folder, names included."""
    digest = hashlib.sha256()
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(data).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
