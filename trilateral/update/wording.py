"""How cells, keys and changes are printed in summaries."""
from __future__ import annotations

import re
from typing import Any

from trilateral.theme import formats
from trilateral.update.changes import Rebasing, Revision, TableChange
from trilateral.update.record import Came, Record, Share, Units
from trilateral.update.retelling import FigureChange, NumberChange

MOST_DIGITS = 10
NOTHING_CHANGES = "Nothing changes: the data are those that the book has."


def row(revision: Revision, units: Units) -> tuple[str, str, str, str, str]:
    """A revised cell: its key, its unit (or column), old, new, relative change."""
    unit = unit_of(revision, units)
    measure = units.measured if revision.column == "value" else ""
    label = key(revision.key, units, without=measure)
    old, new = pair(revision.before, revision.after, unit)
    what = unit if measure and unit else revision.column
    return label, what, old, new, relative(revision)


def unit_of(revision: Revision, units: Units) -> str:
    """Unit of the revised cell: that of its measure in a long table, else of its column."""
    if units.measured and revision.column == "value":
        return units.of.get(str(revision.key[units.key.index(units.measured)]), "")
    return units.of.get(revision.column, "")


def key(parts: tuple[Any, ...], units: Units, without: str = "") -> str:
    """A row's key in words: ``KOR 2023``."""
    if len(parts) != len(units.key):  # a row that is gone, of an edition with another key
        return " ".join(map(str, parts))
    return " ".join(str(part) for part, column in zip(parts, units.key, strict=True) if column != without)


def pair(before: Any, after: Any, unit: str) -> tuple[str, str]:
    """Two values as they are printed, with as many digits as it takes to tell them apart."""
    found = ("", "")
    for digits in range(_digits(before, after, unit), MOST_DIGITS + 1):
        found = _value(before, unit, digits), _value(after, unit, digits)
        if found[0] != found[1]:
            break
    return found


def _digits(before: Any, after: Any, unit: str) -> int:
    if _fraction(unit):
        return 2
    sizes = [abs(value) for value in (before, after) if isinstance(value, float) and value]
    return max(0, 3 - len(f"{int(min(sizes))}")) if sizes else 0


def _value(value: Any, unit: str, digits: int) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return value
    if unit == "year":
        return formats.year(value)
    return formats.percent(value, digits) if _fraction(unit) else formats.number(value, digits)


def _fraction(unit: str) -> bool:
    return unit.startswith("fraction")


def relative(revision: Revision) -> str:
    """The relative change; several times as much in figures from eleven times on."""
    found = revision.relative
    if found is None:
        return ""
    if found >= 10:
        return f"×{formats.number(found + 1)}"
    return formats.change(found, 1) if abs(found) >= 5e-4 else "under 0.1%"


def counts(change: TableChange) -> str:
    """Rows new, revised, gone, the same: one line."""
    if change.state:
        return f"{change.state}, {len(change.new or change.gone):,} rows"
    rebased = f"{change.rows_rebased:,} only re-based, " if change.rebasings else ""
    found = (f"{len(change.new):,} new, {change.rows_revised:,} revised, {len(change.gone):,} gone, {rebased}"
             f"{change.same:,} the same")
    return "; ".join([found, *columns(change)])


def columns(change: TableChange) -> list[str]:
    """Columns that come or go."""
    pairs = (("new", change.columns_new), ("gone", change.columns_gone))
    return [f"column {name} {what}" for what, names in pairs for name in names]


def changed(one: FigureChange) -> str:
    """What of a figure or table changes: its data, its texts."""
    return ", ".join(filter(None, [one.state or ("data" if one.data else ""), *one.texts]))


def moved(number: NumberChange) -> float:
    """How far a number of the prose moves, as a fraction, for sorting; words do not."""
    found = [re.search(r"\d[\d,]*(?:\.\d+)?", text) for text in (number.before, number.after)]
    if not all(found):
        return 0.0
    old, new = (float(match[0].replace(",", "")) for match in found)
    return abs(new / old - 1) if old else 1.0


def editions(change: TableChange) -> str:
    """The table's edition, or both."""
    if change.edition_before == change.edition_after:
        return change.edition_after
    return " -> ".join(filter(None, (change.edition_before, change.edition_after)))


def span(times: tuple[Any, ...]) -> str:
    """Years or dates that are new: one, a few, or the first and the last."""
    return ", ".join(map(str, times)) if len(times) <= 3 else f"{times[0]} to {times[-1]} ({len(times)})"


def rebasing(found: Rebasing) -> str:
    """A re-based measure in one line."""
    left = f"{len(found.revised):,} revised beside that" if found.revised else "nothing revised beside that"
    return (f"{found.measure}: from {found.unit_before} to {found.unit_after}, {found.cells:,} figures times "
            f"{found.factor:.3f} (median); {left}")


def share(found: Share) -> str:
    """Cells held of a limited data set."""
    return (f"{found.title}: {found.cells:,} of {found.of:,} cells, {formats.percent(found.share)}; "
            f"under {formats.percent(found.limit, 0)} is allowed")


def came(found: Came) -> str:
    """Where a file is from."""
    where = f"from {found.url}" if found.url else "a file that you had"
    return f"{found.file}, sha256 {found.sha256[:12]}, {found.retrieved}, {where}"


def step(found: Came) -> str:
    """From which edition to which."""
    return f"{found.before or 'nothing'} -> {found.after}" if found.before != found.after else f"{found.after}, again"


def titled(record: Record) -> dict[tuple[str, str], list[Came]]:
    """What came, by source: (title, step)."""
    found: dict[tuple[str, str], list[Came]] = {}
    for one in record.came:
        found.setdefault((one.title, step(one)), []).append(one)
    return found
