"""What moves in a table or a layer between two data folders."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Revision:
    """One cell with another value: ``key`` names the row (``("KOR", 2023, "current_usd_m")``)."""

    key: tuple[Any, ...]
    column: str
    before: Any
    after: Any

    @property
    def relative(self) -> float | None:
        """Change as a fraction of the old value; None where either is no number or the old one is zero."""
        raise NotImplementedError


@dataclass(frozen=True)
class TableChange:
    """All that moves in one table.

    ``rebased`` maps a value of the measure column to its unit before and after, where that differs (constant prices
    of another year): such rows are counted, but not listed one by one as revisions.
    """

    name: str
    edition_before: str
    edition_after: str
    new: tuple[tuple[Any, ...], ...]
    gone: tuple[tuple[Any, ...], ...]
    revised: tuple[Revision, ...]
    rebased: dict[str, tuple[str, str]]
    same: int


def between(name: str, before: Path, after: Path) -> TableChange:
    """Compare the table or layer ``name`` of two data folders; revisions come largest first."""
    raise NotImplementedError


def tables_that_differ(before: Path, after: Path) -> list[str]:
    """Names of the tables and layers whose data or manifests are not the same bytes."""
    from trilateral import tables

    endings = (".csv", ".geojson", ".yml")
    names = sorted({*tables.names(before), *tables.names(after)})
    return [name for name in names
            if [_bytes(before / f"{name}{e}") for e in endings] != [_bytes(after / f"{name}{e}") for e in endings]]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
