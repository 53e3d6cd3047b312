"""CSV files of one row a country and year, as political science publishes them."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import csv_rows
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

EMPTY = {"", "NA", "NaN", "."}


def read(path: Path, *, code: str, countries: Mapping[str, str], columns: Mapping[str, str],
         first: int, last: int | None = None) -> pd.DataFrame:
    """Figures of chosen countries and years: ``iso3``, ``year`` and a column of numbers each.

    Parameters
    ----------
    code
        Column that names the country; upper or lower case does not matter, in any column.
    countries
        What stands in it -> ISO 3166-1 alpha-3, in the order of the result.
    columns
        Column of the file -> column of the result; empty cells become ``NaN``.
    first, last
        Years wanted, both included; without ``last`` all that there are.

    Raises
    ------
    DataError
        A column is not there; a year or figure is no number; a country stands twice in a year or not at all.
    """
    import pandas as pd

    records: dict[tuple[str, int], dict[str, float]] = {}
    for line, row in csv_rows.read(path, [code, "year", *columns], any_case=True):
        iso3 = countries.get(row[code.lower()].removesuffix(".0"))
        if iso3 is None:
            continue
        year = csv_rows.year(row["year"], f"{path.name} line {line}, column year")
        if year < first or (last is not None and year > last):
            continue
        if (iso3, year) in records:
            raise DataError(f"{path.name} line {line}: {iso3} {year} stands there already; expected it once")
        records[iso3, year] = {
            name: _number(row[column.lower()], f"{path.name} line {line}, column {column}")
            for column, name in columns.items()
        }
    found = {iso3 for iso3, _ in records}
    if lacking := [iso3 for iso3 in countries.values() if iso3 not in found]:
        raise DataError(f"{path.name}: no row from {first} on for {', '.join(lacking)}")
    order = {iso3: i for i, iso3 in enumerate(countries.values())}
    keys = sorted(records, key=lambda key: (order[key[0]], key[1]))
    return pd.DataFrame([{"iso3": iso3, "year": year, **records[iso3, year]} for iso3, year in keys])


def _number(text: str, place: str) -> float:
    return float("nan") if text in EMPTY else csv_rows.number(text, place)


def without_holes(frame: pd.DataFrame, file: str, absent: frozenset[int] = frozenset()) -> None:
    """Check that every country's years run on from its first to the table's last, but for ``absent`` ones.

    Raises
    ------
    DataError
        A year is missing; the message names the country and the years.
    """
    last = int(frame["year"].max())
    for iso3, years in frame.groupby("iso3", sort=False)["year"]:
        holes = sorted(set(range(int(years.min()), last + 1)) - set(years) - absent)
        if holes:
            raise DataError(f"{file}: {iso3} has no row for {', '.join(map(str, holes))}; years must run on to {last}")
