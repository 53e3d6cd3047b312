"""Put a staged data folder in place in one step, or take the last one back."""
from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from trilateral.tables import DataError
from trilateral.update.staging import Stage, fingerprint, workshop


@contextlib.contextmanager
def lock(data: Path):
    """Hold the data folder for one update."""
    import filelock

    workshop(data).mkdir(exist_ok=True)
    try:
        with filelock.FileLock(workshop(data) / "lock", timeout=5):
            yield
    except filelock.Timeout:
        raise DataError(f"{data}: another update is at work") from None


def commit(stage: Stage, summary: str, also: dict[Path, bytes] | None = None) -> None:
    """Exchange ``stage.next`` and ``stage.data``; the old state is kept for :func:`undo`."""
    if fingerprint(stage.data) != stage.fingerprint:
        raise DataError(f"{stage.data}: changed since the update began")
    last = workshop(stage.data) / "last"
    shutil.rmtree(last, ignore_errors=True)
    stage.data.rename(last)
    stage.next.rename(stage.data)
    (workshop(stage.data) / "summary").write_text(summary, "utf-8")


def undo(data: Path) -> str:
    """Restore the state before the last update, byte for byte; the summary of what was taken back."""
    last = workshop(data) / "last"
    if not last.is_dir():
        raise DataError(f"{data}: no update to take back")
    shutil.rmtree(data)
    last.rename(data)
    return (workshop(data) / "summary").read_text("utf-8")


def recover(data: Path) -> None:
    """Finish or drop what a killed update left; called first by everything that touches the workshop."""
