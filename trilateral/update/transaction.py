"""Put a staged data folder in place in one step, or take the last one back.

A process that is killed leaves the old state or the new one; :func:`recover` tidies up after it. Where the system
cannot exchange two folders (Windows, some network file systems) there is an instant without a data folder, which
the next command ends; see :mod:`trilateral.update.recovery` for the steps.
"""
from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from trilateral import tables
from trilateral.tables import DataError
from trilateral.update import durable, kept
from trilateral.update.contents import contents, differing, fingerprint, named
from trilateral.update.errors import UpdateError
from trilateral.update.kept import Beside, Record
from trilateral.update.lock import lock
from trilateral.update.recovery import Journal, carry_out, recover
from trilateral.update.staging import Stage, discard
from trilateral.update.workshop import Workshop

__all__ = ["commit", "last", "lock", "recover", "redo", "undo"]


def commit(stage: Stage, summary: str, also: Mapping[Path, bytes] | None = None) -> None:
    """Exchange ``stage.next`` and ``stage.data``; the old state is kept for :func:`undo`.

    Files that are the same keep their times, all keep their modes. An update that changes nothing leaves the
    kept state alone.

    Parameters
    ----------
    summary
        What the update does, in plain words; :func:`undo` gives it back.
    also
        Files outside the data folder -> their new content. They follow right after the exchange, and
        :func:`recover` sees to those that a kill left out.

    Raises
    ------
    UpdateError
        The data folder, or a file of ``also``, changed since it was staged.
    DataError
        A staged table or layer breaks its manifest.
    """
    data, shop = stage.data, Workshop(stage.data)
    with lock(data):
        recover(data)
        before = _as_staged(stage)
        after = contents(stage.next)
        beside = _beside(stage, also or {})
        if after == before and not beside:
            discard(stage)
            return
        _verify(stage.next, differing(before, after))
        _keep_modes(data, stage.next, before, after)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        record = Record(now, summary, False, after, before, tuple(one for one, _ in beside))
        _prepare(shop, record, [pair for _, pair in beside])
        durable.sync(stage.next)
        carry_out(shop, Journal("next", fingerprint(before), fingerprint(after)))


def undo(data: Path) -> str:
    """Restore the state before the last update, byte for byte; the summary of what was taken back.

    The update is kept in its turn, for :func:`redo`. A second undo is refused: it can be asked for in good faith
    after one that was killed and then finished.

    Raises
    ------
    UpdateError
        There was no update, it has been taken back already, or files were changed since, which would be lost.
    """
    return _turn(data.resolve(), undone=False)


def redo(data: Path) -> str:
    """Put the update that :func:`undo` took back in place again; its summary. Raises as :func:`undo` does."""
    return _turn(data.resolve(), undone=True)


def last(data: Path) -> Record | None:
    """The record of the last update, if one is kept: when, what, and whether it was taken back."""
    shop = Workshop(data.resolve())
    return kept.read(shop.last) if shop.last.is_dir() else None


def _as_staged(stage: Stage) -> dict[str, str]:
    """Files of the data folder, which is still what was staged."""
    if not stage.next.is_dir():
        raise UpdateError(f"{stage.data}: the staged copy {stage.next} is gone; prepare the update again")
    now = contents(stage.data)
    if fingerprint(now) != stage.fingerprint:
        changed = named(differing(stage.files, now), stage.data.name) if stage.files else str(stage.data)
        raise UpdateError(f"{changed}: changed since the update was prepared; nothing was written, run it again")
    return now


def _beside(stage: Stage, also: Mapping[Path, bytes]) -> list[tuple[Beside, tuple[bytes, bytes | None]]]:
    """Files of ``also`` that change, each with its new and its old content."""
    found = []
    for path, wanted in also.items():
        old = path.read_bytes() if path.is_file() else None
        was = kept.sha256(path)
        if path in stage.beside and was != stage.beside[path]:
            raise UpdateError(f"{path}: changed since the update was prepared; nothing was written, run it again")
        if wanted != old:
            one = Beside(kept.named(stage.data, path), kept.sha256_of(wanted), was)
            found.append((one, (wanted, old)))
    return found


def _verify(folder: Path, changed: Iterable[str]) -> None:
    """Check every table and layer of which a file changed; the others were checked when they were published."""
    for name in sorted({path.rpartition(".")[0] for path in changed} - {"claims"}):
        if (folder / f"{name}.yml").is_file():
            tables.verify(name, folder)
        elif alone := [kind for kind in ("csv", "geojson") if (folder / f"{name}.{kind}").is_file()]:
            raise DataError(f"data/{name}.{alone[0]}: has no manifest {name}.yml; table and manifest go together")


def _keep_modes(data: Path, staged: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    for path in before.keys() & after.keys():
        keep = shutil.copystat if before[path] == after[path] else shutil.copymode
        keep(data / path, staged / path)


def _prepare(shop: Workshop, record: Record, beside: list[tuple[bytes | None, bytes | None]]) -> None:
    shutil.rmtree(shop.coming, ignore_errors=True)
    kept.write(shop.coming, record, beside)
    durable.sync(shop.coming)


def _turn(data: Path, undone: bool) -> str:
    shop = Workshop(data)
    if not shop.folder.is_dir():
        raise UpdateError(f"{data}: there is no update to take back")
    with lock(data):
        recover(data)
        record = last(data)
        if record is None:
            raise UpdateError(f"{data}: there is no update to take back")
        if record.undone != undone:
            state = "has not been taken back" if undone else "has been taken back already"
            raise UpdateError(f"{data}: the last update ({record.made}) {state}")
        now = _still_there(data, shop, record)
        turned = record.turned(now)
        pairs = [(kept.content(shop.last, number, "kept"), kept.content(shop.last, number, "here"))
                 for number in range(len(record.beside))]
        _prepare(shop, turned, pairs)
        carry_out(shop, Journal("last/data", fingerprint(now), fingerprint(record.kept)))
    return record.summary


def _still_there(data: Path, shop: Workshop, record: Record) -> dict[str, str]:
    """Files in use now, none of which would be lost: each has the bytes of one of the record's two states."""
    if broken := differing(record.kept, contents(shop.last / "data")):
        raise UpdateError(f"{named(broken, str(shop.last / 'data'))}: not as the update left it; it cannot be restored")
    now = contents(data)
    edited = [f"{data.name}/{path}" for path in differing(record.here, now)
              if path in now and now[path] != record.kept.get(path)]
    found = {one.path: kept.sha256(kept.place(data, one.path)) for one in record.beside}
    edited += [one.path for one in record.beside if found[one.path] not in (None, one.here, one.kept)]
    if edited:
        raise UpdateError(f"{named(edited)}: changed since the update of {record.made}; nothing was taken back, "
                          "as that would lose the change: put it elsewhere first")
    if now == record.kept and all(found[one.path] == one.kept for one in record.beside):
        raise UpdateError(f"{data}: is already as before the update of {record.made}; there is nothing to take back")
    return now
