"""Bring in new editions of the data: fetch, build beside the book, compare, show, and write whole or not at all.

One update is a :class:`Proposal`: :func:`prepare` makes it without touching ``data/``, :func:`accept` puts it in
place in one step, :func:`transaction.undo` takes the last one back. All of it happens under :func:`transaction.lock`.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from trilateral.fetching import Snapshot
    from trilateral.sources.upstreams import Upstream
    from trilateral.update.staging import Stage
    from trilateral.update.summary import Record


@dataclass(frozen=True)
class Taken:
    """What one upstream gave: its snapshots by role, and its edition before and after."""

    upstream: Upstream
    snapshots: Mapping[str, Snapshot]
    before: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """What an update would do; nothing of it is in place yet.

    ``stage`` holds the data folder that it would make, ``record`` what moves, ``also`` files outside the data
    folder that go with it (typed rows), ``stale`` layers that are computed from what changes and are not rebuilt
    here, a line each.
    """

    taken: tuple[Taken, ...]
    stage: Stage
    record: Record
    also: dict[Path, bytes] = field(default_factory=dict)
    stale: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing changes."""
        return self.record.empty and not self.also


__getattr__, __dir__, _ = lazy_loader.attach(
    __name__, submod_attrs={"proposing": ["accept", "drop", "prepare", "prepare_edit"]})
__all__ = ["Proposal", "Taken", "accept", "drop", "prepare", "prepare_edit"]
