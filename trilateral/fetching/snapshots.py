"""What was fetched, kept as it came: one file a snapshot in a cache outside the book, never changed."""
from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path


@dataclass(frozen=True)
class Snapshot:
    """One file of an upstream on one day.

    ``path`` has the upstream's own file name; ``url`` is empty for a file that a user had; ``retrieved`` is the
    day in UTC (YYYY-MM-DD); ``etag`` and ``last_modified`` are the server's words, for asking again.
    """

    path: Path
    url: str
    retrieved: str
    sha256: str
    etag: str = ""
    last_modified: str = ""


class Store:
    """Snapshots in a folder: ``$TRILATERAL_CACHE``, or the user's cache folder of the system."""

    def __init__(self, folder: Path | None = None):
        self.folder = folder or _default_folder()

    def keep(self, content: bytes, name: str, url: str, *, etag: str = "", last_modified: str = "",
             today: date | None = None) -> Snapshot:
        """Write ``content`` as a snapshot called ``name``, whole or not at all."""
        digest = hashlib.sha256(content).hexdigest()
        place = self.folder / digest[:16]
        retrieved = (today or datetime.now(UTC).date()).isoformat()
        found = Snapshot(place / name, url, retrieved, digest, etag, last_modified)
        place.mkdir(parents=True, exist_ok=True)
        _write(found.path, content)
        _write(place / f"{name}.json", json.dumps({**asdict(found), "path": name}, indent=1).encode())
        return found

    def take(self, path: Path, today: date | None = None) -> Snapshot:
        """A snapshot of a file that the user has."""
        return replace(self.keep(path.read_bytes(), path.name, "", today=today))

    def latest(self, url: str) -> Snapshot | None:
        """The newest snapshot of ``url`` whose bytes are still those that were kept."""
        raise NotImplementedError


def _default_folder() -> Path:
    import platformdirs

    named = os.environ.get("TRILATERAL_CACHE")
    return Path(named) if named else platformdirs.user_cache_path("trilateral") / "snapshots"


def _write(target: Path, content: bytes) -> None:
    handle, scratch = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    os.replace(scratch, target)
