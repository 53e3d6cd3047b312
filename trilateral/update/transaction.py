"""Put a staged data folder in place in one step, or take the last one back."""
from __future__ import annotations

from pathlib import Path

from trilateral.update.staging import Stage


def commit(stage: Stage, summary: str, also: dict[Path, bytes] | None = None) -> None:
    """Exchange ``stage.next`` and ``stage.data``; the old state is kept for :func:`undo`."""
    raise NotImplementedError


def undo(data: Path) -> str:
    """Restore the state before the last update, byte for byte; the summary of what was taken back."""
    raise NotImplementedError


def recover(data: Path) -> None:
    """Finish or drop what a killed update left; called first by everything that touches the workshop."""
    raise NotImplementedError
