"""One update of a data folder at a time."""
from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from trilateral.update.errors import UpdateError
from trilateral.update.workshop import Workshop

WAIT = 10.0  # seconds
_locks: dict[tuple[Path, int], object] = {}


@contextmanager
def lock(data: Path, wait: float = WAIT, told: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the data folder for one update; within one process and thread it may be taken again.

    The system drops the lock with its process, however that ends.

    Parameters
    ----------
    wait
        Seconds for which to wait for another update.
    told
        Is given the one line that says for whom it waits; by default that goes to the error stream.

    Raises
    ------
    UpdateError
        Another update is still at work after ``wait`` seconds; the message says which process, since when.
    """
    from filelock import FileLock, Timeout

    shop = Workshop(data.resolve())
    shop.folder.mkdir(exist_ok=True)
    key = (shop.lock, os.getpid())  # a forked child does not hold what its parent took
    held = _locks.setdefault(key, FileLock(shop.lock))
    try:
        held.acquire(timeout=0)
    except Timeout:
        (told or _to_stderr)(f"{_holder(shop)} is at work on {data}; waiting for up to {wait:g} seconds")
        try:
            held.acquire(timeout=wait, poll_interval=0.05)
        except Timeout:
            raise UpdateError(f"{data}: {_holder(shop)} is at work on it; nothing was changed, "
                              "try again when it is done") from None
    try:
        if held.lock_counter == 1:
            since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
            shop.holder.write_text(json.dumps({"pid": os.getpid(), "since": since}), "utf-8")
        yield
    finally:
        if held.lock_counter == 1:
            shop.holder.unlink(missing_ok=True)
        held.release()


def _holder(shop: Workshop) -> str:
    try:
        found = json.loads(shop.holder.read_text("utf-8"))
        return f"another update (process {found['pid']}, since {found['since']})"
    except (OSError, ValueError, KeyError):  # it has just begun or ended
        return "another update"


def _to_stderr(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
