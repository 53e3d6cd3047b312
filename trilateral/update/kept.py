"""What an update replaced, and how to find the way back: the record in ``last/`` and the files beside the data."""
from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from trilateral.tables.manifests import digest
from trilateral.update import durable
from trilateral.update.errors import UpdateError

VERSION = 1


@dataclass(frozen=True)
class Beside:
    """A file outside the data folder that changes with it.

    ``path`` is relative to the folder above the data where it lies below that, so that a checkout may move.
    ``here`` and ``kept``: sha256 in the state in use and in the kept one; None where there is no such file.
    """

    path: str
    here: str | None
    kept: str | None


@dataclass(frozen=True)
class Record:
    """The two states that one update lies between.

    ``here``: files of the data folder in use as the update left them; ``kept``: files of the state in ``last/``.
    ``undone`` says that the update was taken back, so that ``here`` is the state before it.
    """

    made: str
    summary: str
    undone: bool
    here: Mapping[str, str]
    kept: Mapping[str, str]
    beside: tuple[Beside, ...] = ()

    def turned(self, leaving: Mapping[str, str]) -> Record:
        """The record once the kept state is in use again and ``leaving`` is kept."""
        beside = tuple(Beside(one.path, one.kept, one.here) for one in self.beside)
        return replace(self, undone=not self.undone, here=self.kept, kept=leaving, beside=beside)


def write(folder: Path, record: Record, contents: list[tuple[bytes | None, bytes | None]]) -> None:
    """Write ``record`` into the new ``folder``, with the content of each file beside the data: here, kept."""
    (folder / "beside").mkdir(parents=True)
    for number, pair in enumerate(contents):
        for state, content in zip(("here", "kept"), pair, strict=True):
            if content is not None:
                (folder / "beside" / f"{number}.{state}").write_bytes(content)
    text = json.dumps({"version": VERSION, **asdict(record)}, indent=1, ensure_ascii=False)
    (folder / "record.json").write_text(text, "utf-8")
    (folder / "summary.txt").write_text(record.summary, "utf-8")  # for people who look into the folder


def read(folder: Path) -> Record:
    """The record in ``folder``.

    Raises
    ------
    UpdateError
        It is not what :func:`write` wrote.
    """
    path = folder / "record.json"
    try:
        raw: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if (version := raw.pop("version")) != VERSION:
            raise UpdateError(f"{path}: version {version!r}; {VERSION} is expected")
        return Record(**{**raw, "beside": tuple(Beside(**one) for one in raw["beside"])})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, UpdateError):
            raise
        raise UpdateError(f"{path}: not the record of an update: {error}") from None


def content(folder: Path, number: int, state: str) -> bytes | None:
    """Content of a file beside the data in one ``state`` (``here``, ``kept``); None where there was no file."""
    path = folder / "beside" / f"{number}.{state}"
    return path.read_bytes() if path.is_file() else None


def place(data: Path, path: str) -> Path:
    """Where a file beside the data lies."""
    return Path(os.path.normpath(data.parent / path))


def named(data: Path, path: Path) -> str:
    """The path as a record holds it."""
    path = path.resolve()
    return path.relative_to(data.parent).as_posix() if path.is_relative_to(data.parent) else str(path)


def sha256(path: Path) -> str | None:
    """Digest of a file, None where there is none."""
    return digest(path) if path.is_file() else None


def sha256_of(content: bytes) -> str:
    """Digest of what a file is to hold."""
    return hashlib.sha256(content).hexdigest()


def settle(data: Path, folder: Path, record: Record) -> None:
    """Give every file beside the data the bytes of ``here``; those that have them stay untouched."""
    for number, one in enumerate(record.beside):
        target, wanted = place(data, one.path), content(folder, number, "here")
        if wanted is None:
            target.unlink(missing_ok=True)
        elif sha256(target) != one.here:
            durable.write(target, wanted)
