"""Finish or drop what a killed update left.

An exchange of the data folder with ``incoming`` (the staged copy, or the kept state for an undo) runs so::

    coming/ with the record, and the files beside the data     all on the disk
    journal.json                                               from here on a kill leaves something to do
    data <-> incoming                                          the one step; before it: the old state
    incoming -> coming/data                                    after it: the new one
    files beside the data
    last removed, coming -> last
    journal.json removed

Where the system cannot exchange two folders, the one step is two: ``data -> coming/data``, ``incoming -> data``.
Between them there is no data folder; the next command finds it missing and makes the second rename.
"""
from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from trilateral.update import durable, kept, swap
from trilateral.update.contents import contents, fingerprint
from trilateral.update.errors import UpdateError
from trilateral.update.lock import lock
from trilateral.update.workshop import Workshop, workshop


@dataclass(frozen=True)
class Journal:
    """An exchange under way. ``incoming`` is relative to the workshop; the others are fingerprints."""

    incoming: str
    leaving: str
    arriving: str


def recover(data: Path) -> str:
    """Finish or drop what a killed update left; called first by everything that touches the workshop.

    Afterwards the data folder and the files beside it are whole, as before that update or as after it. One line
    says which; nothing where there was nothing to do.
    """
    data = data.resolve()
    if not workshop(data).is_dir():
        return ""
    shop = Workshop(data)
    with lock(data):
        if not shop.journal.exists():
            _clear(shop)
            return ""
        done = finish(shop, _journal(shop))
    return (f"{data}: finished an update that had been cut short" if done else
            f"{data}: dropped an update that had been cut short before it changed anything")


def carry_out(shop: Workshop, journal: Journal) -> None:
    """Exchange, with everything in ``coming`` prepared; an error of the system before the exchange drops it."""
    durable.write(shop.journal, json.dumps(asdict(journal)).encode())
    try:
        _exchange(shop, shop.folder / journal.incoming)
    except OSError:
        finish(shop, journal)  # looks whether the exchange was made, and drops the update if not
        raise
    finish(shop, journal)


def finish(shop: Workshop, journal: Journal) -> bool:
    """Take an exchange to its end from wherever it stopped; False if it had not begun and was dropped."""
    if shop.coming.is_dir():
        if not _arrived(shop, journal):
            _drop(shop, journal)
            return False
        kept.settle(shop.data, shop.coming, kept.read(shop.coming))
        _retire(shop)
    shop.journal.unlink()
    durable.sync_folder(shop.folder)
    return True


def _exchange(shop: Workshop, incoming: Path) -> None:
    if not swap.exchange(shop.data, incoming):
        leaving = shop.coming / "data"
        os.rename(shop.data, leaving)
        try:
            os.rename(incoming, shop.data)
        except BaseException:  # an interrupt too must not leave the book without data
            if not shop.data.exists():
                os.rename(leaving, shop.data)
            raise
    durable.sync_folder(shop.data.parent)
    durable.sync_folder(incoming.parent)


def _arrived(shop: Workshop, journal: Journal) -> bool:
    """Whether the incoming folder is in place; the one that left then is ``coming/data``.

    Told by the workshop alone, where nobody edits: the folder in use may have been edited after a kill.
    """
    incoming, leaving = shop.folder / journal.incoming, shop.coming / "data"
    if leaving.is_dir():
        if incoming.is_dir():
            if shop.data.exists():
                raise UpdateError(f"{shop.data}: appeared while an update was half done; move it away and run "
                                  f"the command again, then compare (the state before is in {leaving})")
            os.rename(incoming, shop.data)
            durable.sync_folder(shop.data.parent)
        return True
    unchanged = journal.leaving == journal.arriving  # only files beside the data change
    if not unchanged and fingerprint(contents(incoming)) == journal.arriving:
        return False
    os.rename(incoming, leaving)
    durable.sync_folder(shop.coming)
    return True


def _retire(shop: Workshop) -> None:
    """``coming`` becomes ``last``; nobody needs the former one, so a kill in between does no harm."""
    if shop.last.exists():
        shutil.rmtree(shop.last)
    os.rename(shop.coming, shop.last)
    durable.sync_folder(shop.folder)


def _drop(shop: Workshop, journal: Journal) -> None:
    shop.journal.unlink()
    durable.sync_folder(shop.folder)
    if journal.incoming == "next":
        shutil.rmtree(shop.next, ignore_errors=True)
    _clear(shop)


def _clear(shop: Workshop) -> None:
    """Remove what was prepared for an exchange that did not begin; the staged copy may be that of the caller."""
    shutil.rmtree(shop.coming, ignore_errors=True)


def _journal(shop: Workshop) -> Journal:
    try:
        return Journal(**json.loads(shop.journal.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise UpdateError(f"{shop.journal}: not the journal of an update: {error}") from None
