"""Change a table that was typed by hand: edit its rows, check them, and stage what is made from them.

The rows stand in the checkout beside the data folder; they are replaced together with the tables, by the same
:func:`trilateral.update.transaction.commit`.
"""
from __future__ import annotations

import importlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from trilateral import tables
from trilateral.sources import events, timeline, typed
from trilateral.sources.__main__ import BUILDERS
from trilateral.tables import DataError, manifests
from trilateral.update import kept
from trilateral.update.errors import UpdateError
from trilateral.update.lock import lock
from trilateral.update.staging import Stage, discard, stage

SOURCES = Path("trilateral", "sources")
BESIDE = ("weapon_ranges", "border_lengths", "straits", "places", "timeline")  # rows in NAME_typed.csv

# What each row of a table cites, where that is not ``events.CITATION``. Straits cite a page only where a width or
# a depth was found on one, which their builder checks; rows of the timeline may borrow theirs.
CITATION = {"weapon_ranges": ("source", "source_url", "read"), "border_lengths": ("source", "source_url", "read"),
            "places": ("source", "source_url", "source_date", "read"), "straits": (), "timeline": ()}

BY_HAND = {"straits": ("geo/strait_lines",)}  # made from typed rows and from files that an edit does not have


def editable() -> list[str]:
    """Names of the tables that were typed by hand."""
    return sorted({*events.EVENTS, *BESIDE})


def rows_path(name: str, data: Path) -> Path:
    """The typed rows of the table ``name`` in the checkout to which ``data`` belongs.

    Raises
    ------
    UpdateError
        The table was not typed by hand, or the data folder does not lie in a checkout.
    """
    if name not in editable():
        raise UpdateError(f"{name!r}: no table typed by hand; there are {', '.join(editable())}")
    root = data.resolve().parent
    part = Path(f"{name}_typed.csv") if name in BESIDE else Path("rows", f"{name}.csv")
    path = root / SOURCES / part
    if not (root / "_toc.yml").is_file() or not path.is_file():
        raise UpdateError(f"{data}: typed rows are edited in a checkout of the book; there is no {SOURCES / part} "
                          "beside this folder")
    return path


def edit(name: str, data: Path, rows: Path | None = None, *, editor: str | None = None,
         inputs: Mapping[str, Path] | None = None, today: str | None = None,
         told: Callable[[str], None] | None = None,
         again: Callable[[str], bool] | None = None) -> tuple[Stage, dict[Path, bytes]]:
    """Edit the typed rows of ``name`` and stage the tables that follow from them.

    Hold :func:`trilateral.update.lock.lock` from here to the commit.

    Parameters
    ----------
    rows
        A file with the edited rows; without one an editor opens on a copy.
    editor
        Command of the editor; ``$VISUAL`` or ``$EDITOR`` by default.
    inputs
        Files that the builder needs besides the rows: ``places`` is checked against two gazetteers.
    today
        Day (YYYY-MM-DD) that the manifests name as that of the reading; the present one in UTC by default.
    told
        Is given remarks, a line each; the error stream by default.
    again
        Is given the faults and asks whether to edit once more; by default at a terminal, and nowhere else.

    Returns
    -------
    The stage, and the rows as the commit is to write them: path -> content (empty where no row changed).

    Raises
    ------
    DataError
        A row lacks its citation or breaks the table's manifest; nothing is staged, nothing stays behind.
    """
    data, path = data.resolve(), rows_path(name, data)
    former = path.read_bytes()
    found, told, again = inputs or {}, told or _to_stderr, again or _asked
    if missing := [role for role in BUILDERS[name][1] if role not in found]:
        raise UpdateError(f"{name}: its rows are checked against {' and '.join(BUILDERS[name][1])}; "
                          f"no file was given for {', '.join(missing)}")
    today = today or datetime.now(UTC).date().isoformat()
    with lock(data), tempfile.TemporaryDirectory(prefix="trilateral-edit-") as folder:
        draft = Path(folder) / path.name
        shutil.copyfile(rows or path, draft)
        while True:
            if rows is None:
                _open(draft, editor)
            try:
                wanted = _normal(draft)
                made = _staged(name, data, draft, path, found, today)
                break
            except UpdateError:
                raise
            except DataError as fault:
                if rows is not None or not again(str(fault)):
                    raise
    if wanted != former:
        for layer in BY_HAND.get(name, ()):
            told(f"{layer} rests on {name} and is not rebuilt here; CONTRIBUTING says how")
    return replace(made, beside={path: kept.sha256_of(former)}), {path: wanted} if wanted != former else {}


def _staged(name: str, data: Path, draft: Path, path: Path, inputs: Mapping[str, Path], today: str) -> Stage:
    """A stage with the table ``name`` made from ``draft``, and with what borrows its rows."""
    _check(name, draft, path)
    made = stage(data)
    if _published(name, data, draft):
        return made  # nothing follows, not even another day of reading
    try:
        builder = importlib.import_module(BUILDERS[name][0])
        extra = {"name": name} if name in events.EVENTS else {}
        builder.build({**inputs, "typed": draft}, folder=made.next, retrieved=today, **extra)
        _borrowers(name, made.next, path.parent.parent if name in events.EVENTS else path.parent, today)
    except BaseException:
        discard(made)
        raise
    return made


def _published(name: str, data: Path, draft: Path) -> bool:
    """Whether the table was made from these very rows."""
    if not (data / f"{name}.yml").is_file():
        return False
    return manifests.digest(draft) in [one["sha256"] for one in tables.manifest(name, data).inputs]


def _borrowers(name: str, folder: Path, sources: Path, today: str) -> None:
    """Rebuild the tables and layers that take rows from the table ``name``."""
    typed_timeline = sources / timeline.TYPED.name
    if typed_timeline.is_file() and name in timeline.lenders(typed_timeline):
        timeline.build({"typed": typed_timeline}, folder=folder, retrieved=today)
    if name == "places":
        from trilateral.sources.geo import base_distance

        base_distance.build(folder)


def _check(name: str, draft: Path, path: Path) -> None:
    """Columns as before, and a citation in every row."""
    header, *rows = typed.records(draft)
    expected = typed.records(path)[0]
    if header != expected:
        raise DataError(f"{draft.name} row 1: found {', '.join(header)}; expected {', '.join(expected)}")
    cited = [expected.index(column) for column in CITATION.get(name, events.CITATION)]
    faults = [f"{draft.name} row {number}: {header[column]} is empty; every row needs its citation"
              for number, row in enumerate(rows, 2) for column in cited if not row[column].strip()]
    if faults:
        raise DataError("\n".join(faults))


def _normal(draft: Path) -> bytes:
    """The draft without what spreadsheets add (a byte order mark, line ends of Windows), one line end at the end."""
    content = draft.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    content = content.rstrip(b"\n") + b"\n"
    draft.write_bytes(content)
    return content


def _open(draft: Path, editor: str | None) -> None:
    command = editor or os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        raise UpdateError("no editor is set: name one in VISUAL or EDITOR, or give the edited rows as a file")
    call = [*shlex.split(command, posix=os.name != "nt"), str(draft)]
    try:
        status = subprocess.run(call, check=False).returncode
    except OSError as error:
        raise UpdateError(f"editor {command!r}: {error.strerror or error}; nothing was changed") from None
    if status:
        raise UpdateError(f"editor {command!r}: ended with status {status}; nothing was changed")


def _asked(faults: str) -> bool:
    if not sys.stdin or not sys.stdin.isatty():
        return False
    _to_stderr(faults)
    try:
        return input("Edit again? [Y/n] ").strip().lower() in ("", "y", "yes")
    except EOFError:
        return False


def _to_stderr(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
