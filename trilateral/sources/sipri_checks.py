"""Checks on an edition of SIPRI's workbook that no single cell can show."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from trilateral.sources import sipri_workbook as book
from trilateral.sources.countries import PARTNERS
from trilateral.tables import DataError

if TYPE_CHECKING:
    from trilateral.sources.sipri import Figure

NAMED = re.compile(r"SIPRI-Milex-data-(\d{4})-(\d{4})", re.IGNORECASE)
"""How SIPRI names the file: first and last year."""

MOST_CHANGE = 3.0
"""Largest factor between two years that follow each other. In the editions of April 2024 and 2025 our countries stay
below 2.3 but for the known leaps; a shifted decimal point, or a figure in another unit, is a factor of ten."""

BASE_YEAR_TOLERANCE = 0.01
"""In the base year constant and current prices are the same prices; both editions agree to every digit."""

LEAST_COVERAGE = 0.8
"""Part of the countries with a figure in the year before the last that have one in the last: 0.99 in both editions."""


@dataclass(frozen=True)
class Leap:
    """A true change of more than :data:`MOST_CHANGE` from the year before, in all measures."""

    iso3: str
    year: int
    reason: str


LEAPS = (
    Leap("UKR", 1994, "first full year after hyperinflation; SIPRI has four to six times as much as for 1993"),
    Leap("UKR", 2022, "the full-scale invasion; about six times the spending of 2021"),
)


def base_year(title: str) -> int:
    """Year in whose prices a sheet called "Constant (YYYY) US$" is."""
    return int(re.search(r"\((\d{4})\)", title)[1])


def edition(file: str, tables: dict[str, book.Table], facts: dict[str, Any], year: int) -> None:
    """Whether years, base year, copyright and the file's name agree; ``year`` is that in which it was obtained.

    Raises
    ------
    DataError
        The file says two things of itself, or ends in a year that was not over.
    """
    last, base = facts["last_year"], facts["base_year"]
    if last >= year:
        raise DataError(f"{file}: the sheets end in {last}; expected {year - 1} or earlier, for {year} is not over")
    if (named := NAMED.match(file)) and int(named[2]) != last:
        raise DataError(f"{file}: the sheets end in {last}; expected {named[2]}, as the file's name says")
    if not last - 2 <= base <= last:
        raise DataError(f"{tables['constant_usd_m'].sheet}: prices of {base}; expected {last - 2} to {last}")
    for table in tables.values():
        _check_head(table, last, base)


def _check_head(table: book.Table, last: int, base: int) -> None:
    """The lines above the header name the year of publication and, of constant prices, the base year."""
    for number, row in enumerate(table.sheet.rows[:table.header - 1], 1):
        for cell in row:
            text = cell.value if isinstance(cell.value, str) else ""
            for said in re.findall(r"©\s*SIPRI\s*(\d{4})", text):
                if not last <= int(said) <= last + 2:
                    raise DataError(f"{table.sheet}, row {number}: © SIPRI {said} and figures to {last}; "
                                    f"expected {last} to {last + 2}")
            for said in re.findall(r"constant \(?(\d{4})", text):
                if int(said) != base:
                    raise DataError(f"{table.sheet}, row {number}: constant prices of {said}; expected {base}, "
                                    "as the sheet's name says")


def figures(file: str, tables: dict[str, book.Table], found: list[Figure], facts: dict[str, Any]) -> None:
    """Check our countries' figures against each other, and the last year's column against the one before.

    Raises
    ------
    DataError
        A series leaps, a partner or the whole world lacks the last year, or the base years do not agree.
    """
    for table in tables.values():
        _check_last_column(table)
    _check_partners(file, found, facts["last_year"])
    for before, after in pairwise(found):
        _check_neighbours(before, after)
    _check_base_year(found, facts["base_year"])


def _check_last_column(table: book.Table) -> None:
    last = table.last_year
    before, now = book.count_numbers(table, last - 1), book.count_numbers(table, last)
    if now < LEAST_COVERAGE * before:
        raise DataError(f"{table.sheet}: {now} figures for {last} and {before} for {last - 1}; "
                        f"expected at least {LEAST_COVERAGE:.0%} as many")


def _check_partners(file: str, found: Iterable[Figure], last: int) -> None:
    there = {(figure.iso3, figure.measure) for figure in found if figure.year == last}
    for measure in book.SHEETS:
        for iso3 in PARTNERS:
            if (iso3, measure) not in there:
                raise DataError(f"{file}: {measure} of {iso3}: nothing for {last}, the workbook's last year")


def _check_neighbours(before: Figure, after: Figure) -> None:
    if (before.iso3, before.measure, before.year + 1) != (after.iso3, after.measure, after.year):
        return
    factor = max(before.value / after.value, after.value / before.value)
    if factor > MOST_CHANGE and not any((leap.iso3, leap.year) == (after.iso3, after.year) for leap in LEAPS):
        raise DataError(f"{after.place}: {after.value:g} for {after.iso3} {after.year} {after.measure} after "
                        f"{before.value:g}; expected a change by less than a factor of {MOST_CHANGE:g}")


def _check_base_year(found: Iterable[Figure], base: int) -> None:
    of = {(f.iso3, f.measure): f for f in found if f.year == base}
    for (iso3, measure), current in of.items():
        constant = of.get((iso3, "constant_usd_m"))
        if measure == "current_usd_m" and constant \
                and abs(constant.value / current.value - 1) > BASE_YEAR_TOLERANCE:
            raise DataError(f"{constant.place}: {constant.value:g} for {iso3} {base} in prices of {base}; "
                            f"expected {current.value:g}, as in current prices")
