"""Run one parser on one document and say whether it kept its promise."""
from __future__ import annotations

import contextlib
import functools
import gc
import os
import re
import signal
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from bench.fuzzing.targets import Target
from trilateral import tables
from trilateral.sources import describe, sipri_register_file
from trilateral.tables import DataError

PATIENCE = 10.0  # seconds a case; the slowest sound document takes half a second
LONGEST = 1000  # characters of a line; a message that repeats a whole document says nothing
TABLE = re.compile(r"data/[\w/]+\.(csv|yml|geojson)\b|\.\.\. and \d+ more$")


class Hang(BaseException):
    """The parser took more than :data:`PATIENCE`; no ``except Exception`` of a parser may swallow it."""


@dataclass(frozen=True)
class Verdict:
    """``accepted``, ``refused`` (with the message) or ``failed`` (with class and place of the failure)."""

    outcome: str
    words: str = ""
    trace: str = ""


def judge(target: Target, document: bytes, patience: float = PATIENCE) -> Verdict:
    """What ``target`` makes of ``document``, in folders of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as scratch:
        path, folder = Path(scratch) / "in" / target.file, Path(scratch) / "data"
        path.parent.mkdir()
        folder.mkdir()
        for name, content in target.neighbours.items():
            (path.parent / name).write_bytes(content)
        path.write_bytes(document)
        before = _files(path.parent)
        with warnings.catch_warnings(record=True) as warned, lenient():
            warnings.simplefilter("always")
            warnings.simplefilter("ignore", DeprecationWarning)
            verdict = _run(target, path, folder, patience)
            gc.collect()  # what was left open warns now, in the case that opened it
        if verdict.outcome == "failed":
            return verdict
        if warned:
            first = warned[0]
            words = f"{first.category.__name__} given by {Path(first.filename).name}"
            return Verdict("failed", words, str(first.message))
        if _files(path.parent) != before or len(os.listdir(scratch)) != 2:
            return Verdict("failed", "files written beside the document")
        return _left(folder) or verdict


def _run(target: Target, path: Path, folder: Path, patience: float) -> Verdict:
    try:
        with alarm(patience):
            target.parse(path, folder)
    except DataError as error:
        fault = _unclear(str(error), {other.name for other in path.parent.iterdir()})
        return Verdict("failed", f"DataError {fault}", str(error)[:2000]) if fault else Verdict("refused", str(error))
    except (Exception, Hang) as error:
        trace = "".join(traceback.format_exception(error))[-6000:]
        return Verdict("failed", f"{type(error).__name__} in {_place(error)}", trace)
    return Verdict("accepted")


def _unclear(message: str, files: set[str]) -> str:
    """What is wrong with a message; nothing if each line is short and names a file or a table."""
    lines = message.split("\n")  # a manifest's faults come one a line, each with its table
    if len(lines) > 1 and not all(TABLE.match(line) for line in lines):
        return "of several lines"
    if not (any(file in message for file in files) or TABLE.search(message)):
        return "that names no file"
    return "of a whole document" if max(map(len, lines)) > LONGEST else ""


def _place(error: BaseException) -> str:
    """The book's innermost function, and that of the library where it happened."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.name != "ring"]
    ours = [f for f in frames if "/trilateral/" in f.filename]
    places = [f"{Path(f.filename).name}:{f.name}" for f in (*ours[-1:], *frames[-1:])]
    return " < ".join(dict.fromkeys(places))


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def _left(folder: Path) -> Verdict | None:
    """A failure if the target folder has anything but valid pairs."""
    files = {name for name in _files(folder) if name != "geo"}
    stems = {name.rpartition(".")[0] for name in files}
    odd = [name for name in files if not name.endswith((".csv", ".geojson", ".yml"))]
    if odd or len(files) != 2 * len(stems):
        return Verdict("failed", "half a pair or a stray file left in data/", ", ".join(sorted(files)))
    for stem in sorted(stems):
        try:
            tables.verify(stem, folder)
        except DataError as error:
            return Verdict("failed", "a pair in data/ that its manifest does not allow", str(error))
    return None


@contextlib.contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Raise :class:`Hang` when the block has worked longer; on a busy machine it may wait as long as it must."""
    def ring(*_):
        raise Hang(f"more than {seconds:g} s of work")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@functools.lru_cache(maxsize=1)
def _real():
    return describe.description


@contextlib.contextmanager
def lenient() -> Iterator[None]:
    """No least number of rows or deals and no fair-use share: the sound documents are small."""
    def description(name, *arguments, **facts):
        text = _real()(name, *arguments, **facts)
        licences = [{k: v for k, v in source["licence"].items() if k != "limit"} for source in text["sources"]]
        sources = [{**source, "licence": licence} for source, licence in zip(text["sources"], licences, strict=True)]
        return {**text, "row_floor": 1, "sources": sources}

    _real()
    with mock.patch.object(describe, "description", description), \
            mock.patch.object(sipri_register_file, "FEWEST_DEALS", 1):
        yield
