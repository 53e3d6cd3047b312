"""Counts of dated events by half-year: the finest grain at which meetings of a few a year make a pattern."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def half_year(date: str) -> str:
    """The half-year of an ISO date: ``"2025-07-01"`` is ``"2025 H2"``."""
    return f"{date[:4]} H{1 if date[5:7] <= '06' else 2}"


def half_years(first: str, last: str) -> list[str]:
    """All half-years from ``first`` to ``last``, both included.

    Raises
    ------
    ValueError
        ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"half-years from {first} to {last}: the last is before the first")
    return [f"{year} H{half}" for year in range(int(first[:4]), int(last[:4]) + 1) for half in (1, 2)
            if first <= f"{year} H{half}" <= last]


def by_half_year(events: pd.DataFrame, groups: Sequence[str], column: str = "level") -> pd.DataFrame:
    """Number of rows a half-year and group: columns ``half``, ``column``, ``events``; zeros are counted zeros.

    Parameters
    ----------
    events
        Has ``date`` (ISO, the first day) and ``column``; every row counts once, in the half-year it begins in.
    groups
        Values of ``column`` in the order of the result; rows of others are not counted.
    """
    import pandas as pd

    halves = events["date"].map(half_year)
    counts = pd.crosstab(halves, events[column])
    index = half_years(halves.min(), halves.max())
    counts = counts.reindex(index=index, columns=list(groups), fill_value=0)
    long = counts.rename_axis(index="half", columns=column).stack().rename("events").reset_index()
    return long.sort_values([column, "half"], key=lambda s: s.map(list(groups).index) if s.name == column else s,
                            ignore_index=True)
