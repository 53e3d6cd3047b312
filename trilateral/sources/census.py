"""United States goods trade with Japan and the Republic of Korea: ``data/us_goods_trade.csv``.

Source: US Census Bureau, trade in goods by country, https://www.census.gov/foreign-trade/balance/
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import csv_rows, describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

PARTNERS = {"5880": "JPN", "5800": "KOR"}
"""The bureau's country codes -> ISO 3166-1 alpha-3."""

COLUMNS = {"IYR": "imports_usd_m", "EYR": "exports_usd_m"}
"""Yearly sums of the bureau's file -> columns of the table, US$ million."""

FIRST_YEAR = 1985


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["trade"]``, the bureau's sheet of countries and years as CSV.

    Raises
    ------
    DataError
        A column, year or partner is missing or there twice; a figure is not a positive number.
    """
    path = inputs["trade"]
    frame = validate(read(path), path.name)
    facts = {"last_year": int(frame["year"].max())}
    return [publish.table(frame, describe.description("us_goods_trade", retrieved, **facts), [path], folder)]


def read(path: Path) -> pd.DataFrame:
    """Tidy figures of both partners: iso3, year, imports_usd_m, exports_usd_m (US$ million, current)."""
    import pandas as pd

    records = [
        {"iso3": PARTNERS[row["CTY_CODE"]], "year": csv_rows.year(row["year"], f"{path.name} line {line}, column year"),
         **{name: _figure(row[column], f"{path.name} line {line}, column {column}")
            for column, name in COLUMNS.items()}}
        for line, row in csv_rows.read(path, {"year", "CTY_CODE", *COLUMNS}) if row["CTY_CODE"] in PARTNERS
    ]
    frame = pd.DataFrame(records, columns=["iso3", "year", *COLUMNS.values()])
    return frame.sort_values(["iso3", "year"], ignore_index=True)


def _figure(text: str, place: str) -> float:
    """A positive figure, to the thousand dollars that the bureau counts in millions."""
    value = csv_rows.number(text, place)
    if value <= 0:
        raise DataError(f"{place}: {text!r:.60} is not a positive number")
    return round(value, 3)


def validate(frame: pd.DataFrame, file: str) -> pd.DataFrame:
    """Each partner has every year from the first to the common last one, once."""
    last = frame["year"].max() if len(frame) else FIRST_YEAR
    expected = list(range(FIRST_YEAR, int(last) + 1))
    for iso3 in PARTNERS.values():
        years = frame.loc[frame["iso3"] == iso3, "year"].tolist()
        if years != expected:
            odd = sorted(set(years) ^ set(expected)) or sorted({y for y in years if years.count(y) > 1})
            raise DataError(f"{file}: {iso3} does not have each year {FIRST_YEAR} to {last} once; see {odd[:5]}")
    return frame
