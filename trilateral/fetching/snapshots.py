"""What was fetched, kept as it came: one file a snapshot in a cache outside the book, never changed.

The cache has two folders::

    files/DIGEST/NAME            content, under the upstream's own file name; DIGEST starts its sha256
    records/ADDRESS/*.json       what the server said of it; ADDRESS starts the sha256 of the web address

Nothing is ever taken out: an old edition can be built again from its snapshot. Every file is written whole under
another name and then renamed, and two writers of one name write the same, so that any number may write at once.
"""
from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from trilateral import paths
from trilateral.tables import DataError

CACHE = "TRILATERAL_CACHE"
"""Environment variable: folder of the snapshots."""

LIMIT = 64_000_000  # bytes; the largest file that an upstream of ours has is under 20 MB
LONGEST_NAME = 200  # bytes; file systems take 255, and a name gets an ending while it is written


@dataclass(frozen=True)
class Snapshot:
    """One file of an upstream on one day.

    ``path`` has the upstream's own file name; ``url`` is the address with its parameters, empty for a file that a
    user had; ``etag`` and ``last_modified`` are the server's words, for asking again.

    ``retrieved`` (YYYY-MM-DD, UTC) is the last day on which the upstream served this content, or said that what it
    serves has not changed since: the day that a citation means. Of a user's file, which nobody confirms, it is the
    day on which it was first taken.
    """

    path: Path
    url: str
    retrieved: str
    sha256: str
    etag: str = ""
    last_modified: str = ""


class Store:
    """Snapshots in a folder: ``$TRILATERAL_CACHE``, or the user's cache folder of the system.

    Raises
    ------
    DataError
        The folder lies inside the book, where a build or a commit would pick the files up.
    """

    def __init__(self, folder: Path | None = None):
        self.folder = (folder or _default_folder()).expanduser().resolve()
        for inside in (paths.PACKAGE.parent, paths.data_dir()):
            if self.folder.is_relative_to(inside):
                raise DataError(f"{self.folder}: the folder of snapshots lies inside {inside}; "
                                f"expected one outside the book ({CACHE})")

    def keep(self, content: bytes, name: str, url: str, *, etag: str = "", last_modified: str = "",
             today: date | None = None) -> Snapshot:
        """Write ``content`` as a snapshot called ``name``, whole or not at all.

        Raises
        ------
        DataError
            ``name`` is no plain file name, or the folder cannot be written.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self.folder / "files" / digest[:32] / _plain(name)
        try:
            if not _holds(path, digest):
                _write(path, content)
            return self._record(Snapshot(path, url, "", digest, etag, last_modified), today)
        except OSError as error:
            raise DataError(f"{self.folder}: cannot keep {name}: {error.strerror or error}") from None

    def confirm(self, snapshot: Snapshot, today: date | None = None) -> Snapshot:
        """The same snapshot, served unchanged today."""
        try:
            return self._record(snapshot, today)
        except OSError as error:
            raise DataError(f"{self.folder}: cannot keep {snapshot.path.name}: {error.strerror or error}") from None

    def take(self, path: Path, today: date | None = None) -> Snapshot:
        """A snapshot of a file that the user has.

        Raises
        ------
        DataError
            There is no such file, it is a folder, empty or unreadable.
        """
        content = _users(Path(path))
        digest = hashlib.sha256(content).hexdigest()
        known = (found for found in self._recorded("") if (found.sha256, found.path.name) == (digest, Path(path).name))
        return next(filter(_whole, known), None) or self.keep(content, Path(path).name, "", today=today)

    def latest(self, url: str) -> Snapshot | None:
        """The newest snapshot of ``url`` whose bytes are still those that were kept; a damaged one counts for nothing.

        ``url`` has its parameters: the same path asked with others is another file.
        """
        return next(filter(_whole, self._recorded(url)), None)

    def _record(self, snapshot: Snapshot, today: date | None) -> Snapshot:
        """Note when and from where a snapshot came, beside what was noted of it at other addresses."""
        now = datetime.now(UTC)
        served = datetime.combine(today or now.date(), now.timetz())
        record = {"url": snapshot.url, "name": snapshot.path.name, "sha256": snapshot.sha256,
                  "served": served.isoformat(timespec="microseconds"),
                  "etag": snapshot.etag, "last_modified": snapshot.last_modified}
        named = f"{snapshot.sha256[:32]}-{_short(snapshot.path.name)}.json"
        _write(self._address(snapshot.url) / named, json.dumps(record, indent=1).encode())
        return self._snapshot(record)

    def _recorded(self, url: str) -> list[Snapshot]:
        """What every readable record of ``url`` says, the newest first."""
        found = []
        for file in self._address(url).glob("*.json"):
            try:
                record = json.loads(file.read_bytes())
                served = datetime.fromisoformat(record["served"]).astimezone(UTC)
                found.append((served, self._snapshot(record)))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue  # half a record, or somebody else's file: as if it were not there
        return [snapshot for _, snapshot in sorted(found, key=lambda pair: pair[0], reverse=True)]

    def _address(self, url: str) -> Path:
        return self.folder / "records" / _short(url)

    def _snapshot(self, record: dict[str, str]) -> Snapshot:
        path = self.folder / "files" / record["sha256"][:32] / _plain(record["name"])
        return Snapshot(path, record["url"], record["served"][:10], record["sha256"], record["etag"],
                        record["last_modified"])


def _default_folder() -> Path:
    import platformdirs

    named = os.environ.get(CACHE)
    return Path(named) if named else platformdirs.user_cache_path("trilateral") / "snapshots"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _plain(name: str) -> str:
    """The name itself, if it names a file in its folder and nothing else on any system."""
    fit = name.isprintable() and len(name.encode(errors="replace")) <= LONGEST_NAME and name.strip(" ") == name
    if not fit or name.strip(".") == "" or name.startswith(".") or set(name) & set('/\\:*?"<>|'):
        raise DataError(f"{name!r}: not a plain file name; expected one without folders, of at most "
                        f"{LONGEST_NAME} bytes, such as 'figures.csv'")
    return name


def _users(path: Path) -> bytes:
    """Content of a user's file."""
    try:
        if not path.is_file() and path.exists():
            raise DataError(f"{path}: {'a folder' if path.is_dir() else 'no plain file'}; a file is expected")
        size = path.stat().st_size
        if not 0 < size <= LIMIT:
            raise DataError(f"{path}: {size:,} bytes; expected 1 to {LIMIT:,}")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path}: {error.strerror or error}; a file is expected") from None


def _whole(snapshot: Snapshot) -> bool:
    return _holds(snapshot.path, snapshot.sha256)


def _holds(path: Path, digest: str) -> bool:
    """Whether the file is there with that content."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except OSError:
        return False


def _write(target: Path, content: bytes) -> None:
    """Write under another name, then rename; with the permissions that any new file gets."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with scratch.open("xb") as stream:
            stream.write(content)
        os.replace(scratch, target)
    finally:
        scratch.unlink(missing_ok=True)
