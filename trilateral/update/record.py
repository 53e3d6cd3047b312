"""One record of an update: what came, what moves in data, prose and verdicts. Rendered elsewhere."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from trilateral.update.changes import EditionChange, TableChange
from trilateral.update.retelling import Retelling
from trilateral.update.verdicts import Verdicts

VERSION = 1
"""Of the JSON; raised when a field changes its meaning or goes."""


@dataclass(frozen=True)
class Came:
    """One file that an update took: ``url`` is empty for a file that the user had."""

    source: str
    title: str
    before: str
    after: str
    role: str
    file: str
    sha256: str
    retrieved: str
    url: str


@dataclass(frozen=True)
class Units:
    """How the cells of one table are named and printed: the key's columns, and the unit of a column or measure."""

    key: tuple[str, ...]
    measured: str
    of: dict[str, str]


@dataclass(frozen=True)
class Share:
    """Cells of a data set that the book would hold, against what its licence allows."""

    source: str
    title: str
    cells: int
    of: int
    limit: float

    @property
    def share(self) -> float:
        """Cells held as a fraction of the whole data set."""
        return self.cells / self.of


@dataclass(frozen=True)
class Note:
    """A text of a manifest, typed by hand, of a table that changes: to be read again."""

    table: str
    field: str
    text: str


@dataclass(frozen=True)
class Record:
    """All that an update would change.

    ``prose`` and ``verdicts`` are None where nobody asked for them. ``failures`` names, one line each, chapters,
    figures and checks that worked before and do not under the new data.
    """

    came: tuple[Came, ...]
    editions: tuple[EditionChange, ...]
    tables: tuple[TableChange, ...]
    units: dict[str, Units]
    shares: tuple[Share, ...]
    notes: tuple[Note, ...]
    prose: Retelling | None = None
    verdicts: Verdicts | None = None

    @property
    def empty(self) -> bool:
        """Nothing would change."""
        return not self.tables

    @property
    def failures(self) -> list[str]:
        """What no longer works under the new data, one line each."""
        found = [str(failure) for failure in self.prose.failures] if self.prose else []
        if self.verdicts:
            found += [why for name, why in self.verdicts.failed.items() if name not in self.verdicts.failed_before]
        return found

    def text(self, everything: bool = False) -> str:
        """For the terminal: at most about 60 lines of at most 100 columns, or everything."""
        from trilateral.update import plain

        return plain.render(self, everything)

    def markdown(self) -> str:
        """For a pull request."""
        from trilateral.update import markdown

        return markdown.render(self)

    def json(self) -> str:
        """For machines: the record itself; ``version`` says how to read it."""
        record: dict[str, Any] = {"version": VERSION, "empty": self.empty, "failures": self.failures, **asdict(self)}
        for table, change in zip(record["tables"], self.tables, strict=True):
            for revision, found in zip(table["revised"], change.revised, strict=True):
                revision["relative"] = found.relative
        return json.dumps(record, indent=1, ensure_ascii=False, default=str) + "\n"
