"""The folder beside the data in which an update is prepared, and in which the state before it is kept."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


def workshop(data: Path) -> Path:
    """Folder beside ``data`` that holds the lock, the staged copy, the journal and the last state.

    Beside the real folder where ``data`` is a link, so that both lie on one file system and one lock guards them.
    """
    real = data.resolve()
    return real.parent / f".{real.name}-update"


@dataclass(frozen=True)
class Workshop:
    """Names in the workshop.

    ``next``: the staged copy. ``last``: what the last update replaced. ``coming``: what will become ``last``,
    while an exchange is under way. ``journal``: there as long as an exchange is under way.
    """

    data: Path

    @property
    def folder(self) -> Path:
        """The workshop itself."""
        return workshop(self.data)

    @property
    def next(self) -> Path:
        return self.folder / "next"

    @property
    def last(self) -> Path:
        return self.folder / "last"

    @property
    def coming(self) -> Path:
        return self.folder / "coming"

    @property
    def journal(self) -> Path:
        return self.folder / "journal.json"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def holder(self) -> Path:
        """Who has the lock; of use only while it is held."""
        return self.folder / "holder.json"
