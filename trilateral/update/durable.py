"""Write so that a power cut leaves the old or the new bytes: to the disk first, then in place by a rename."""
from __future__ import annotations

import os
import shutil
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Replace the file at ``path`` whole; it keeps its mode."""
    scratch = path.with_name(f".{path.name}.new")
    try:
        with open(scratch, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, scratch)
        os.replace(scratch, path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync(folder: Path) -> None:
    """Bring all files below ``folder``, and their names, to the disk."""
    for place, _, files in os.walk(folder):
        for name in files:
            _sync(Path(place, name), os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        sync_folder(Path(place))


def sync_folder(folder: Path) -> None:
    """Bring the names in ``folder`` to the disk; Windows does so by itself and cannot be asked."""
    if os.name != "nt":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
