"""Yearly series out of a long table of ``iso3, year, measure, value``."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def rows(frame: pd.DataFrame, measure: str, countries: Sequence[str]) -> pd.DataFrame:
    """One measure of some countries, row by row: iso3 (in the order given), year (ascending),
    value, and quality if the table marks it.

    Raises
    ------
    ValueError
        The table has no such measure, or not one value of it for a country.
    """
    found = _measure(frame, measure)
    absent = [c for c in countries if c not in set(found["iso3"])]
    if absent:
        raise ValueError(f"measure {measure!r}: no value for {', '.join(absent)}")
    found = found[found["iso3"].isin(countries)].sort_values("year")
    order = found["iso3"].map({iso3: place for place, iso3 in enumerate(countries)})
    found = found.iloc[order.argsort(kind="stable")]
    columns = [column for column in ("iso3", "year", "value", "quality") if column in found]
    return found[columns].astype({"year": "int64", "value": "float64"}).reset_index(drop=True)


def wide(frame: pd.DataFrame, measure: str, countries: Sequence[str]) -> pd.DataFrame:
    """One measure as a table of years (rows, ascending, without holes) by countries (in order).

    Years in which a country has no value are ``NaN``; nothing is filled in.

    Raises
    ------
    ValueError
        The table has no such measure, or not one value of it for a country.
    """
    return _pivot(rows(frame, measure, countries), "value", countries)


def quality(frame: pd.DataFrame, measure: str, countries: Sequence[str]) -> pd.DataFrame:
    """The quality mark of each value in :func:`wide`, same shape; missing where the value is."""
    return _pivot(rows(frame, measure, countries), "quality", countries)


def _pivot(found: pd.DataFrame, column: str, countries: Sequence[str]) -> pd.DataFrame:
    table = found.pivot(index="year", columns="iso3", values=column).reindex(columns=list(countries))
    table = table.reindex(range(table.index.min(), table.index.max() + 1))
    return table.rename_axis(index="year", columns=None)


def _measure(frame: pd.DataFrame, measure: str) -> pd.DataFrame:
    known = sorted(set(frame["measure"]))
    if measure not in known:
        raise ValueError(f"measure {measure!r}: expected one of {', '.join(known)}")
    return frame[frame["measure"] == measure]


def latest(series: pd.Series) -> tuple[int, float]:
    """Last year with a value, and the value.

    Raises
    ------
    ValueError
        The series has no value at all.
    """
    known = series.dropna()
    if known.empty:
        raise ValueError(f"series {series.name!r} has no value")
    return int(known.index[-1]), float(known.iloc[-1])


def change(series: pd.Series, start: int, end: int) -> float:
    """Relative change between two years, as a fraction: 0.5 is half as much again.

    Raises
    ------
    KeyError
        One of the years has no value; nothing is interpolated.
    """
    first, last = (series.get(year, float("nan")) for year in (start, end))
    for year, value in ((start, first), (end, last)):
        if value != value:
            raise KeyError(f"series {series.name!r} has no value in {year}")
    return float(last / first - 1)


def since(table: pd.DataFrame, starts: Sequence[int], end: int) -> pd.DataFrame:
    """Relative change of every column from each start year to ``end``: iso3, start, end, change (a fraction)."""
    import pandas as pd

    pairs = [(iso3, start, end, change(table[iso3], start, end)) for start in starts for iso3 in table.columns]
    return pd.DataFrame(pairs, columns=["iso3", "start", "end", "change"])
