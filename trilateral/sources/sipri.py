"""Military expenditure from SIPRI's workbook: ``data/military_expenditure.csv`` and the world totals.

Source: SIPRI Military Expenditure Database, https://www.sipri.org/databases/milex
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import describe, publish, sipri_checks, sipri_facts, sipri_world
from trilateral.sources import sipri_workbook as book
from trilateral.sources.countries import FIRST_YEAR, ISO3
from trilateral.sources.sipri_sheets import Workbook, open_workbook
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

COUNTRIES = {
    "Korea, South": "KOR",
    "Japan": "JPN",
    "United States of America": "USA",
    "China": "CHN",
    "Russia": "RUS",
    "Taiwan": "TWN",
    "Korea, North": "PRK",
    "Philippines": "PHL",
    "Australia": "AUS",
    "Viet Nam": "VNM",
    "India": "IND",
    "United Kingdom": "GBR",
    "France": "FRA",
    "Germany": "DEU",
    "Poland": "POL",
    "Ukraine": "UKR",
}
"""SIPRI's names, as the editions of April 2022 and later write them -> ISO 3166-1 alpha-3."""

ALIASES = {
    "USA": "USA",  # editions of April 2020 and 2021
    "UK": "GBR",  # editions of April 2020 and 2021
}
"""Names that other editions have for the same countries; the other names are the same in all since 2020."""

NAMES = {**COUNTRIES, **ALIASES}


@dataclass(frozen=True)
class PrintedZero:
    """Zeros of one series that mean "no figure": where, and how we know."""

    iso3: str
    measure: str
    years: frozenset[int]
    reason: str


PRINTED_ZEROS = (
    PrintedZero("PRK", "current_usd_m", frozenset(range(1986, 2015)),
                "won figures exist, but SIPRI has no exchange rate; its own note says that none is converted"),
    PrintedZero("RUS", "current_usd_m", frozenset({1987, 1988, 1989, 1990, 1992}),
                "rouble figures exist and the share of GDP in 1992 is 4.4 %; there is no exchange rate to convert by"),
)
"""The only zeros that are read as missing. Any other zero among our countries is an error."""


@dataclass(frozen=True)
class Figure:
    """One figure of a country, where it stands, and SIPRI's mark of it."""

    iso3: str
    year: int
    measure: str
    value: float
    quality: str
    place: str


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write both tables from ``inputs["workbook"]``.

    Parameters
    ----------
    retrieved
        Day on which the workbook was obtained, YYYY-MM-DD; today by default, for judging whether its years are past.

    Raises
    ------
    DataError
        The workbook is not laid out as expected, or a cell is not a plausible figure.
    """
    path = inputs["workbook"]
    with open_workbook(path) as workbook:
        tables = locate(workbook)
        facts = edition(tables)
        sipri_checks.edition(path.name, tables, facts, _year(retrieved))
        figures = list(read(tables, ranges(facts)))
        sipri_checks.figures(path.name, tables, figures, facts)
        world = sipri_world.read(workbook, facts["last_year"])
        notes = book.footnotes(workbook)
    facts |= sipri_facts.countries(tables, figures, NAMES, notes) | sipri_facts.world(world, facts["last_year"])
    return [
        publish.table(frame(figures), describe.description("military_expenditure", retrieved, **facts), [path], folder),
        publish.table(world, describe.description("military_expenditure_world", retrieved, **facts), [path], folder),
    ]


def _year(retrieved: str | None) -> int:
    return date.fromisoformat(retrieved).year if retrieved else datetime.now(UTC).year


def locate(workbook: Workbook) -> dict[str, book.Table]:
    """The five country sheets by measure, headers found, all from 1990 or earlier to the same year."""
    names = frozenset(NAMES)
    tables = {m: book.find_table(book.find_sheet(workbook, pattern), names) for m, pattern in book.SHEETS.items()}
    ends = {table.sheet.title: table.last_year for table in tables.values()}
    if len(set(ends.values())) != 1:
        raise DataError(f"{workbook.file}: the sheets end in different years: {ends}; expected one last year")
    for table in tables.values():
        if (first := min(table.years.values())) > FIRST_YEAR:
            raise DataError(f"{table.sheet}: begins in {first}; expected {FIRST_YEAR} or earlier")
    return tables


def edition(tables: dict[str, book.Table]) -> dict[str, Any]:
    """What the workbook says of itself: last year, base year, numeric cells in all.

    SIPRI publishes the figures of a year in April of the next, which names the edition.
    """
    last_year = tables["constant_usd_m"].last_year
    return {
        "last_year": last_year,
        "edition_year": last_year + 1,
        "base_year": sipri_checks.base_year(tables["constant_usd_m"].sheet.title),
        "cells": sum(map(book.count_numbers, tables.values())),
    }


def ranges(facts: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Plausible range of each measure, as the manifest states it."""
    text = describe.description("military_expenditure", **sipri_facts.NONE, **facts)
    return {m: (spec["min"], spec["max"]) for m, spec in text["columns"]["measure"]["values"].items()}


def read(tables: dict[str, book.Table], spans: dict[str, tuple[float, float]]) -> Iterator[Figure]:
    """Figures of our countries from 1990 in the table's order; missing ones are left out."""
    rows = {measure: book.rows_of(table, NAMES) for measure, table in tables.items()}
    for iso3 in ISO3:
        for measure, table in tables.items():
            yield from _series(table, rows[measure][iso3], iso3, measure, spans[measure])


def _series(table: book.Table, row: int, iso3: str, measure: str, span: tuple[float, float]) -> Iterator[Figure]:
    """One country's figures in one measure, each checked."""
    existed = False
    for column, year in table.years.items():
        value = book.number(table, row, column)
        if existed and table.sheet.value(row, column) == book.NONE_THERE:
            raise DataError(f"{table.place(row, column)}: {book.NONE_THERE!r} (no such country) for {iso3} {year}, "
                            "which has earlier figures; expected a figure or a sign of missing data")
        if value is None:
            continue
        existed = True
        if year < FIRST_YEAR or (value == 0 and is_printed_zero(iso3, measure, year)):
            continue
        if not span[0] <= value <= span[1]:
            raise DataError(f"{table.place(row, column)}: {value:g} for {iso3} {year} {measure}; "
                            f"expected {span[0]:g} to {span[1]:g}")
        yield Figure(iso3, year, measure, value, book.quality(table, row, column), table.place(row, column))


def is_printed_zero(iso3: str, measure: str, year: int) -> bool:
    """Whether a zero there is known to mean that there is no figure."""
    return any((zero.iso3, zero.measure) == (iso3, measure) and year in zero.years for zero in PRINTED_ZEROS)


def frame(figures: list[Figure]) -> pd.DataFrame:
    """The table: iso3, year, measure, value, quality; one row a figure."""
    import pandas as pd

    records = [(f.iso3, f.year, f.measure, f.value, f.quality) for f in figures]
    return pd.DataFrame(records, columns=["iso3", "year", "measure", "value", "quality"])


def read_all(tables: dict[str, book.Table]) -> pd.DataFrame:
    """Figures of all countries and years as they stand: country, year, measure, value, quality.

    Names are SIPRI's, values are not checked for plausibility, zeros stand. Each cell is looked at once, so the
    effort grows with the number of cells. For looking at an edition; the book's tables hold no such share of it.
    """
    import pandas as pd

    records = [
        (name, year, measure, value, book.quality(table, row, column))
        for measure, table in tables.items()
        for name, row in book.countries(table)
        for column, year in table.years.items()
        if (value := book.number(table, row, column)) is not None
    ]
    return pd.DataFrame(records, columns=["country", "year", "measure", "value", "quality"])
