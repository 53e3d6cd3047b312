"""The data folder that an update would make, built beside the one that it would replace."""
from __future__ import annotations

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
