"""Read the International Monetary Fund's World Economic Outlook (WEO) database from a CSV file.

One row a series, one column a year. The years run on into projections: the column "Estimates Start After"
names, for every series, the last year that rests on a country's own data.

Source: https://www.imf.org/en/Publications/WEO/weo-database/2025/April
"""
from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

ISO, SUBJECT, SCALE, UNITS, LAST_ACTUAL = "ISO", "WEO Subject Code", "Scale", "Units", "Estimates Start After"
SCALES = {"Units": 1.0, "Thousands": 1e3, "Millions": 1e6, "Billions": 1e9}
MISSING = frozenset({"", "n/a", "--"})


def read(path: Path, countries: tuple[str, ...]) -> pd.DataFrame:
    """Actual figures of ``countries``: iso3, subject, year, value. Projections are left out.

    Values are in plain units (US$, persons), percentages as fractions. A series that does not say
    where its estimates start is left out whole, as nothing in it is known to be actual.

    Raises
    ------
    DataError
        A column is missing; a country is not there or has a series twice; a scale is unknown;
        text stands where a number belongs.
    """
    import pandas as pd

    rows = [(line, row) for line, row in _rows(path) if row[ISO] in countries]
    _check_series(rows, countries, path)
    records = [record for line, row in rows for record in _actual(row, f"{path.name} line {line}")]
    return pd.DataFrame(records, columns=["iso3", "subject", "year", "value"])


def _rows(path: Path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        lacking = {ISO, SUBJECT, SCALE, UNITS, LAST_ACTUAL} - set(reader.fieldnames or ())
        if lacking:
            raise DataError(f"{path.name} line 1: no column {', '.join(sorted(lacking))}")
        yield from ((reader.line_num, row) for row in reader)


def _check_series(rows: list[tuple[int, dict]], countries: tuple[str, ...], path: Path) -> None:
    seen: dict[tuple[str, str], int] = {}
    for line, row in rows:
        series = row[ISO], row[SUBJECT]
        if series in seen:
            raise DataError(f"{path.name} line {line}: {' '.join(series)} stands in line {seen[series]} already")
        seen[series] = line
    if lacking := set(countries) - {iso3 for iso3, _ in seen}:
        raise DataError(f"{path.name}: nothing for {', '.join(sorted(lacking))}")


def _actual(row: dict[str, str], place: str):
    """Figures of one series up to the last year that rests on data."""
    last = _number(row[LAST_ACTUAL], f"{place}, column {LAST_ACTUAL}")
    if last is None:
        return
    if row[SCALE] not in SCALES:
        raise DataError(f"{place}, column {SCALE}: {row[SCALE]!r}; expected one of {', '.join(SCALES)}")
    percent = row[UNITS].startswith("Percent")
    for column, text in row.items():
        if not column or not re.fullmatch(r"\d{4}", column) or int(column) > last:
            continue
        value = _number(text, f"{place}, column {column}")
        if value is not None:
            yield row[ISO], row[SUBJECT], int(column), round(value / 100, 12) if percent else value * SCALES[row[SCALE]]


def _number(text: str | None, place: str) -> float | None:
    """Number in a cell; WEO writes thousands with commas, and ``n/a`` or ``--`` where there is none."""
    text = (text or "").strip()
    if text in MISSING:
        return None
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise DataError(f"{place}: {text!r} is not a number") from None
