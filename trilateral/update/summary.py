"""A proposal in plain words: for the terminal, as Markdown for a pull request, as JSON for machines."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from trilateral.update import changes


@dataclass(frozen=True)
class Record:
    """What moves between two data folders."""

    tables: list[str]
    failures: list[str]

    @property
    def empty(self) -> bool:
        """Nothing changes."""
        return not self.tables

    def text(self, everything: bool = False) -> str:
        """For the terminal."""
        return "\n".join(f"{name} changes" for name in self.tables) or "Nothing changes."

    def markdown(self) -> str:
        """For a pull request."""
        return self.text() + "\n"

    def json(self) -> str:
        """For machines."""
        return json.dumps({"tables": self.tables, "failures": self.failures})


def record(taken, before: Path, after: Path, *, prose: bool = True) -> Record:
    """Compare two data folders."""
    return Record(changes.tables_that_differ(before, after), [])
