"""Bring in new editions of the data: fetch, build beside the book, compare, show, and write whole or not at all.

One update is a :class:`Proposal`: :func:`prepare` makes it without touching ``data/``, :func:`accept` puts it in
place in one step, :func:`transaction.undo` takes the last one back.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trilateral.fetching import Client, Snapshot
from trilateral.sources.upstreams import Upstream


@dataclass(frozen=True)
class Taken:
    """What one upstream gave: its snapshots by role, and its edition before and after."""

    upstream: Upstream
    snapshots: Mapping[str, Snapshot]
    before: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """What an update would do; nothing of it is in place yet."""

    taken: tuple[Taken, ...]


def prepare(wanted: Sequence[Upstream], client: Client, *, files: Mapping[str, Mapping[str, Path]] | None = None,
            edition: str | None = None) -> Proposal:
    """Fetch, build into a staged copy of the data folder, verify, compare. ``data/`` is not touched."""
    raise NotImplementedError
