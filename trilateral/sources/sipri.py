"""Military expenditure from SIPRI's workbook: ``data/military_expenditure.csv`` and the world totals.

Source: SIPRI Military Expenditure Database, https://www.sipri.org/databases/milex
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import describe, publish
from trilateral.sources import sipri_workbook as book
from trilateral.sources.countries import FIRST_YEAR, ISO3
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.workbook import Workbook

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
"""SIPRI's names -> ISO 3166-1 alpha-3."""

WORLD = "World"


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


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write both tables from ``inputs["workbook"]``.

    Raises
    ------
    DataError
        The workbook is not laid out as expected, or a cell is not a plausible figure.
    """
    path = inputs["workbook"]
    workbook = book.open_workbook(path)
    tables = locate(workbook, path.name)
    facts = edition(tables)
    text = describe.description("military_expenditure", retrieved, **facts)
    countries = validate(read(tables, _ranges(text)), facts["last_year"])
    world = read_world(workbook, path.name)
    return [
        publish.table(countries, text, [path], folder),
        publish.table(world, describe.description("military_expenditure_world", retrieved, **facts), [path], folder),
    ]


def locate(workbook: Workbook, file: str) -> dict[str, book.Table]:
    """The five country sheets by measure, headers found, all ending in the same year."""
    names = frozenset(COUNTRIES)
    tables = {m: book.find_table(book.find_sheet(workbook, p, file), file, names) for m, p in book.SHEETS.items()}
    ends = {table.sheet.title: max(table.years.values()) for table in tables.values()}
    if len(set(ends.values())) != 1:
        raise DataError(f"{file}: the sheets end in different years: {ends}; expected one last year")
    return tables


def edition(tables: dict[str, book.Table]) -> dict[str, Any]:
    """What the workbook says of itself: last year, base year, numeric cells in all.

    SIPRI publishes the figures of a year in April of the next, which names the edition.
    """
    constant = tables["constant_usd_m"].sheet.title
    last_year = max(tables["constant_usd_m"].years.values())
    return {
        "last_year": last_year,
        "edition_year": last_year + 1,
        "base_year": int(re.search(r"\((\d{4})\)", constant)[1]),
        "cells": sum(map(book.count_numbers, tables.values())),
    }


def _ranges(text: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """Plausible range of each measure, as the manifest states it."""
    return {m: (spec["min"], spec["max"]) for m, spec in text["columns"]["measure"]["values"].items()}


def read(tables: dict[str, book.Table], ranges: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """Tidy figures of our countries: iso3, year, measure, value, quality; missing ones have no row."""
    import pandas as pd

    records = [
        record
        for measure, table in tables.items()
        for name, row in book.rows_of(table, frozenset(COUNTRIES)).items()
        for column, year in table.years.items()
        if year >= FIRST_YEAR and (record := _record(table, row, column, COUNTRIES[name], measure, ranges[measure]))
    ]
    frame = pd.DataFrame(records, columns=["iso3", "year", "measure", "value", "quality"])
    order = {"iso3": ISO3, "measure": tuple(book.SHEETS)}
    return frame.sort_values(
        ["iso3", "measure", "year"], ignore_index=True,
        key=lambda s: s.map(order[s.name].index) if s.name in order else s,
    )


def _record(table: book.Table, row: int, column: int, iso3: str, measure: str, span: tuple[float, float]):
    """One figure, checked, or None where there is none."""
    value, year = book.number(table, row, column), table.years[column]
    if value is None or (value == 0 and _is_printed_zero(iso3, measure, year)):
        return None
    low, high = span
    if not low <= value <= high:
        raise DataError(f"{table.place(row, column)}: {value:g} for {iso3} {year} {measure}; "
                        f"expected {low:g} to {high:g}")
    return iso3, year, measure, value, book.quality(table, row, column)


def _is_printed_zero(iso3: str, measure: str, year: int) -> bool:
    return any((zero.iso3, zero.measure) == (iso3, measure) and year in zero.years for zero in PRINTED_ZEROS)


def validate(frame: pd.DataFrame, last_year: int) -> pd.DataFrame:
    """Check what no single cell can show: the partners' series reach the last year in every measure."""
    for measure in book.SHEETS:
        for iso3 in ("KOR", "JPN", "USA"):
            years = frame.loc[(frame["iso3"] == iso3) & (frame["measure"] == measure), "year"]
            if last_year not in set(years):
                raise DataError(f"{measure} of {iso3}: nothing for {last_year}, the workbook's last year")
    return frame


def read_world(workbook: Workbook, file: str) -> pd.DataFrame:
    """World totals: year, constant_usd_bn and, for the last year alone, current_usd_bn (US$ billion).

    The sheet is in constant prices with one more column, "YYYY (current prices)".
    """
    import pandas as pd

    table = book.find_table(book.find_sheet(workbook, book.WORLD_SHEET, file), file, frozenset({WORLD}))
    row = book.rows_of(table, frozenset({WORLD}))[WORLD]
    current_column, current_year = _current_prices(table)
    current = {current_year: book.number(table, row, current_column)}
    constant = {y: book.number(table, row, c) for c, y in table.years.items() if y >= FIRST_YEAR}
    records = [(y, v, current.get(y)) for y, v in constant.items() if v is not None]
    _check_world(table, row, records)
    return pd.DataFrame(records, columns=["year", "constant_usd_bn", "current_usd_bn"])


def _current_prices(table: book.Table) -> tuple[int, int]:
    """Column and year of the header "YYYY (current prices)"."""
    cells = next(table.sheet.iter_rows(min_row=table.header, max_row=table.header))
    found = [(cell.column, int(match[1])) for cell in cells
             if (match := re.fullmatch(r"\s*(\d{4})(?:\.0)?\s*\(current prices\)\s*", str(cell.value)))]
    if len(found) != 1:
        raise DataError(f"{table.file}, sheet {table.sheet.title!r}, row {table.header}: expected one column "
                        f"'YYYY (current prices)', found {len(found)}")
    return found[0]


def _check_world(table: book.Table, row: int, records: list[tuple]) -> None:
    """World totals are hundreds to thousands of billions; another order of magnitude is another unit."""
    for year, *values in records:
        for value in values:
            if value is not None and not 500 <= value <= 20_000:
                raise DataError(f"{table.file}, sheet {table.sheet.title!r}, row {row}: {value:g} for {year}; "
                                "expected 500 to 20,000 US$ billion")
