"""What moves in a table or a layer between two data folders."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from trilateral.tables import DataError, Manifest, manifests
from trilateral.update import records

Key = tuple[Any, ...]
TIMES = ("year", "date", "month", "period")
"""Columns of a key that say when; the others name a series."""


@dataclass(frozen=True)
class Revision:
    """One cell with another value: ``key`` names the row (``("KOR", 2023, "current_usd_m")``).

    In a layer ``column`` may be ``"area_km2"``, ``"length_km"`` or ``"position"``: what became of the shape; or
    ``"outline"``, a digest, where a shape is another one of the same size.
    """

    key: Key
    column: str
    before: Any
    after: Any

    @property
    def relative(self) -> float | None:
        """Change as a fraction of the old value; None where either is no number or the old one is zero."""
        if not (_is_number(self.before) and _is_number(self.after)) or self.before == 0:
            return None
        return self.after / self.before - 1


@dataclass(frozen=True)
class Rebasing:
    """Cells of one measure whose unit is another one (constant prices of another year), counted apart.

    Every series (a country's, say) moves by a factor of its own, which is no news; ``factor`` is the median of all.
    ``revised`` has what is left: cells that moved otherwise than the median factor of their series, ``before``
    brought to the new unit by it; largest first, those below ``LEAST`` left out.
    """

    measure: str
    unit_before: str
    unit_after: str
    cells: int
    factor: float
    revised: tuple[Revision, ...]


LEAST = 5e-4  # of a re-based value: less is the rounding of deflators, which no page prints


@dataclass(frozen=True)
class TableChange:
    """All that moves in one table.

    ``rebased`` maps a value of the measure column (or a column) to its unit before and after, where that differs:
    such cells are counted in ``rebasings``, but not listed one by one as ``revised``.
    ``state`` is ``"new"`` or ``"gone"`` for a whole table that was not there before, or is not any more.
    Of the rows that both folders have, ``same`` counts those in which nothing moves, ``rows_rebased`` those in which
    a re-based cell is all that does.
    """

    name: str
    edition_before: str
    edition_after: str
    new: tuple[Key, ...]
    gone: tuple[Key, ...]
    revised: tuple[Revision, ...]
    rebased: dict[str, tuple[str, str]]
    same: int
    rebasings: tuple[Rebasing, ...] = ()
    columns_new: tuple[str, ...] = ()
    columns_gone: tuple[str, ...] = ()
    state: str = ""
    times_new: tuple[Any, ...] = ()
    rows_rebased: int = 0

    @property
    def rows_revised(self) -> int:
        """Rows with one revised cell or more."""
        return len({revision.key for revision in self.revised})

    @property
    def empty(self) -> bool:
        """Nothing moves but, perhaps, the bytes."""
        return not (self.new or self.gone or self.revised or self.rebasings or self.columns_new or self.columns_gone
                    or self.state or self.edition_before != self.edition_after)


@dataclass(frozen=True)
class EditionChange:
    """One source that another edition of stands in the manifests; an empty edition is none."""

    source: str
    title: str
    before: str
    after: str
    tables: tuple[str, ...]


def tables_that_differ(before: Path, after: Path) -> list[str]:
    """Tables and layers whose data, or whose manifest, are not the same in two folders.

    Data are compared by SHA-256. Of a manifest neither the day and way of retrieval nor the input files count:
    what was fetched again and is the same has not changed.
    """
    found = {folder: set(manifests.names(folder)) for folder in (before, after)}
    both = found[before] & found[after]
    return sorted((found[before] ^ found[after]) | {name for name in both if _says(name, before) != _says(name, after)})


def _says(name: str, folder: Path) -> tuple:
    found = manifests.read(name, folder)
    if not found.data_path.is_file():
        raise DataError(f"{found.shown}: no such file; {found.path.name} describes it")
    sources = tuple((one.id, one.producer, one.title, one.edition, one.url, one.short, str(one.licence))
                    for one in found.sources)
    texts = (found.title, found.description, found.missing, found.notes, str(found.columns), found.scale)
    return manifests.digest(found.data_path), sources, texts


def between(name: str, before: Path, after: Path) -> TableChange:
    """Compare the table or layer ``name`` of two data folders; revisions come largest first.

    Rows are matched by the manifest's key. A number counts as revised when it is another number, however little.

    Raises
    ------
    DataError
        Neither folder has it, or one of them has it broken.
    """
    there = [(folder / f"{name}.yml").is_file() for folder in (before, after)]
    if there == [False, True]:
        return _whole(name, after, "new")
    if there == [True, False]:
        return _whole(name, before, "gone")
    return _compared(manifests.read(name, before), manifests.read(name, after))


def _whole(name: str, folder: Path, state: str) -> TableChange:
    found = manifests.read(name, folder)
    rows = tuple(records.read(found))
    edition = _edition(found)
    arrives = state == "new"
    return TableChange(name, "" if arrives else edition, edition if arrives else "", rows if arrives else (),
                       () if arrives else rows, (), {}, 0, state=state)


def _compared(old: Manifest, new: Manifest) -> TableChange:
    mine, theirs = records.read(old, key=new.key), records.read(new)
    columns = [column for column in new.columns if column in old.columns and column not in new.key]
    found = matched(mine, theirs, columns)
    rebased = _rebased(old, new)
    pairs = {measure: _pairs(measure, mine, theirs, found.common, new) for measure in rebased}
    scaled = {(one.key, one.column) for cells in pairs.values() for one in cells}
    revised = tuple(one for one in found.moved if (one.key, one.column) not in scaled)
    touched, held = {one.key for one in revised}, {key for key, _ in scaled}
    return TableChange(
        new.name if new.kind == "table" else f"geo/{new.name}", _edition(old), _edition(new),
        found.new, found.gone, revised, rebased, len(found.common) - len(touched | held),
        tuple(_rebasing(measure, units, pairs[measure], new) for measure, units in rebased.items() if pairs[measure]),
        tuple(column for column in new.columns if column not in old.columns),
        tuple(column for column in old.columns if column not in new.columns),
        times_new=_times(new, found.new, mine), rows_rebased=len(held - touched),
    )


@dataclass(frozen=True)
class Matched:
    """Rows of two tables by key: those of one table only, those of both, and cells of these that differ."""

    new: tuple[Key, ...]
    gone: tuple[Key, ...]
    common: tuple[Key, ...]
    moved: tuple[Revision, ...]


def matched(old: Mapping[Key, Mapping], new: Mapping[Key, Mapping], columns: Sequence[str]) -> Matched:
    """Match rows by key, and compare ``columns`` and shapes of those in both; revisions come largest first."""
    common = tuple(key for key in old if key in new)
    moved = [one for key in common
             for one in [*_cells(key, old[key], new[key], columns), *_shape(key, old[key], new[key])]]
    return Matched(tuple(key for key in new if key not in old), tuple(key for key in old if key not in new), common,
                   tuple(sorted(moved, key=_size)))


def _cells(key: Key, old: Mapping[str, Any], new: Mapping[str, Any], columns: Iterable[str]) -> list[Revision]:
    return [Revision(key, column, old.get(column), new.get(column)) for column in columns
            if old.get(column) != new.get(column)]


def _shape(key: Key, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Revision]:
    """What became of a shape: its size if that differs, else that it is another one; at most one revision."""
    return _cells(key, old, new, [*records.SIZES, "outline"])[:1]


def _size(revision: Revision) -> tuple:
    """Sort key: what came from zero or nothing first, then by relative change, words last, each in order of keys."""
    numbers = all(one is None or _is_number(one) for one in (revision.before, revision.after))
    relative = revision.relative
    return (not numbers, relative is not None, -abs(relative or 0), tuple(map(str, revision.key)), revision.column)


def _rebased(old: Manifest, new: Manifest) -> dict[str, tuple[str, str]]:
    """Columns, and values of the measure column, whose unit differs."""
    found: dict[str, tuple[str, str]] = {}
    for column, spec in new.columns.items():
        was = old.columns.get(column)
        if was is None:
            continue
        pairs = {column: (was, spec)} | {
            value: (was.get("values", {}).get(value, {}), rule) for value, rule in spec.get("values", {}).items()}
        for name, (one, other) in pairs.items():
            if one.get("unit") and other.get("unit") and one["unit"] != other["unit"]:
                found[name] = (one["unit"], other["unit"])
    return found


def measured(manifest: Manifest) -> str:
    """The column of a long table whose values have units of their own: ``"measure"``; else nothing."""
    for column, spec in manifest.columns.items():
        if any("unit" in rule for rule in spec.get("values", {}).values()):
            return column
    return ""


def _pairs(measure: str, mine: dict, theirs: dict, common: Sequence[Key], manifest: Manifest) -> list[Revision]:
    """All cells of a re-based measure that are numbers in both folders, moved or not."""
    column = measure if measure in manifest.columns else "value"
    keys = common if column == measure else [key for key in common if measure in key]
    pairs = [Revision(key, column, mine[key].get(column), theirs[key].get(column)) for key in keys]
    return [one for one in pairs if one.before and _is_number(one.before) and _is_number(one.after)]


def _rebasing(measure: str, units: tuple[str, str], cells: list[Revision], manifest: Manifest) -> Rebasing:
    series: dict[Key, list[Revision]] = {}
    for one in cells:
        series.setdefault(_series(one.key, manifest), []).append(one)
    left = []
    for group in series.values():
        factor = median(one.after / one.before for one in group)
        left += [Revision(one.key, one.column, one.before * factor, one.after) for one in group]
    left = [one for one in left if abs(one.relative or 0) >= LEAST]
    factor = median(one.after / one.before for one in cells) if cells else 1.0
    return Rebasing(measure, *units, len(cells), factor, tuple(sorted(left, key=_size)))


def _series(key: Key, manifest: Manifest) -> Key:
    return tuple(part for part, column in zip(key, manifest.key, strict=True) if column not in TIMES)


def _times(manifest: Manifest, added: tuple[Key, ...], old: Iterable[Key]) -> tuple[Any, ...]:
    """Years or dates of the new rows that no row had before, ascending."""
    place = next((manifest.key.index(column) for column in TIMES if column in manifest.key), None)
    if place is None:
        return ()
    return tuple(sorted({key[place] for key in added} - {key[place] for key in old}))


def editions(before: Path, after: Path) -> tuple[EditionChange, ...]:
    """Sources of any table or layer whose edition differs, in order of their ids."""
    old, new = _sources(before), _sources(after)
    changed = sorted(key for key in old.keys() | new.keys() if old.get(key, ("", ""))[1] != new.get(key, ("", ""))[1])
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for source, table in changed:
        title, was = old.get((source, table), ("", ""))
        titled, now = new.get((source, table), ("", ""))
        found.setdefault((source, titled or title, was, now), []).append(table)
    return tuple(EditionChange(*key, tuple(names)) for key, names in found.items())


def _sources(folder: Path) -> dict[tuple[str, str], tuple[str, str]]:
    return {(source.id, name): (source.title, source.edition)
            for name in manifests.names(folder) for source in manifests.read(name, folder).sources}


def _edition(manifest: Manifest) -> str:
    return "; ".join(dict.fromkeys(source.edition for source in manifest.sources))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
