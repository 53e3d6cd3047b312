"""What often goes wrong with a number, undone: if the answer comes out, the message says which it was.

None of the messages names a direction or a figure that is not the student's own.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator

from trilateral.teaching.answers import REAL

PARTS = "has the right digits and another unit: is a share, between 0 and 1, or a percentage asked for?"
UNITS = "has the right digits and is off by a power of ten: look up the unit of the column"
SIGN = "has the right size and the wrong sign: from when to when, and which from which?"
UPSIDE = "is upside down: what is divided by what?"
REST = "is what the others have; what is left over was not asked for"
CHANGE = "is off by the whole: a change is what came on top, a ratio holds the first value too"
CLOSE = "is close and not right: a row, a year or a rule differs, or another column was used"
ROUNDED = "is close and looks rounded: keep all decimals, the check allows for the rest"
YEAR_OFF = "is one year off: look at where the counting begins, and at the signs < and <="
ONE_OFF = "is one off: look at whether both ends count"

Undo = Callable[[float], float]


def undone(kind: str) -> Iterator[tuple[Undo, str]]:
    """Ways back to the right answer of a kind, most likely first, each with its message."""
    if kind in (*REAL, "series"):
        for factor in (100, 0.01):
            yield (lambda value, by=factor: value * by), PARTS
        for power in (3, 6, 9):
            for sign in (1, -1):
                yield (lambda value, by=10.0 ** (sign * power): value * by), UNITS
        yield (lambda value: -value), SIGN
        yield (lambda value: 1 / value if value else value), UPSIDE
        whole = 100 if kind == "percent" else 1
        if kind in ("share", "percent"):
            yield (lambda value: whole - value), REST
        yield (lambda value: value - whole), CHANGE
        yield (lambda value: value + whole), CHANGE
    if kind in ("year", "count"):
        for step in (1, -1):
            yield (lambda value, by=step: value + by), YEAR_OFF if kind == "year" else ONE_OFF


def around(value: float, tolerance: float, reach: float) -> Iterator[float]:
    """Values to try in place of a number, one a cell, to find out whether the answer is within ``reach`` of it."""
    steps = int(reach / (2 * tolerance)) if tolerance < reach else 0
    for step in range(1, steps + 1):
        for sign in (1, -1):
            yield value * (1 + tolerance) ** (2 * sign * step)


def looks_rounded(value: float) -> bool:
    """Three digits that count, or fewer."""
    return float(f"{value:.3g}") == value
