"""How much memory and how many processors a class needs on a server, from what its notebooks were seen to take.

The rule for memory and the span of its headroom are those of The Littlest JupyterHub's guide
(https://tljh.jupyter.org/en/latest/howto/admin/resource-estimation.html); that for processors is our own.
"""
from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

FILE = "book/kernels.csv"
COLUMNS = ("What", "Peak memory (MB)", "Of an empty kernel", "Start (s)", "Start, of an empty kernel's", "All (s)")
EMPTY, SERVER = "empty kernel", "JupyterLab's server"
HEADROOM = 0.4
"""Memory for trying things out, of what was measured; the rule says 20 to 40 per cent."""
STEP = 128
"""A student's limit is rounded up to whole steps, in MB."""
HUB = 128
"""What the hub itself holds, in MB."""
RUSH = 300
"""Seconds within which all who are there run a whole notebook, as happens when an exercise begins."""


class SizingError(ValueError):
    """A file of measurements that is not as it must be."""


@dataclass(frozen=True)
class Measured:
    """One line of the measurements: megabytes at the peak, seconds of a processor to start and in all, and ratios."""

    name: str
    mb: float
    times: float
    start: float
    start_times: float
    seconds: float


@dataclass(frozen=True)
class Size:
    """A class on a server: students in all and at once, megabytes, processors."""

    students: int
    at_once: int
    mb: int
    processors: int


class Measurements:
    """What ``bench/kernels.py`` wrote: an empty kernel, JupyterLab's server, a line a page, and how it was made."""

    def __init__(self, empty: Measured, server: Measured, pages: dict[str, Measured], made: str):
        self.empty, self.server, self.pages, self.made = empty, server, pages, made

    @property
    def largest(self) -> Measured:
        """The page whose kernel held the most."""
        return max(self.pages.values(), key=lambda each: each.mb)

    @property
    def slowest(self) -> Measured:
        """The page that took the most time of a processor."""
        return max(self.pages.values(), key=lambda each: each.seconds)

    @property
    def student(self) -> float:
        """Megabytes of one student: the largest page's kernel and a server of JupyterLab."""
        return self.largest.mb + self.server.mb

    @property
    def limit(self) -> int:
        """Megabytes that a student should be allowed: with headroom, in whole steps."""
        return math.ceil(self.student * (1 + HEADROOM) / STEP) * STEP

    def size(self, students: int, share: float) -> Size:
        """What a class needs of which ``share``, between 0 and 1, is there at once."""
        at_once = math.ceil(round(students * share, 6))
        processors = math.ceil(at_once * self.slowest.seconds / RUSH)
        return Size(students, at_once, at_once * self.limit + HUB, max(processors, 1))


def read(path: Path) -> Measurements:
    """Read the measurements.

    Raises
    ------
    SizingError
        The file has other columns, a cell is no number above zero, or a line that is needed is not there.
    """
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    if tuple(head) != COLUMNS:
        raise SizingError(f"{path.name}: columns {', '.join(head)}; expected {', '.join(COLUMNS)}")
    lines = {row[0]: _measured(path.name, row) for row in rows if any(row[1:])}
    made = [row[0] for row in rows if not any(row[1:])]
    for name in (EMPTY, SERVER):
        if name not in lines:
            raise SizingError(f"{path.name}: no row {name!r}; python bench/kernels.py writes it")
    if len(made) != 1 or len(lines) < 3:
        raise SizingError(f"{path.name}: expected a row a page and a last one that says how they were measured")
    return Measurements(lines.pop(EMPTY), lines.pop(SERVER), lines, made[0])


def _measured(file: str, row: list[str]) -> Measured:
    values = []
    for column, cell in zip(COLUMNS[1:], row[1:], strict=True):
        try:
            values.append(float(cell))
        except ValueError:
            values.append(math.nan)
        if not 0 < values[-1] < math.inf:
            raise SizingError(f"{file}, row {row[0]!r}, column {column!r}: {cell!r}; a number above 0 is expected")
    return Measured(row[0], *values)
