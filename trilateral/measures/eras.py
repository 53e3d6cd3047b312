"""Spans of time with a name, for charts whose events are spread too unevenly for one scale."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def eras(dates: Iterable[str], starts: Mapping[str, str]) -> pd.Series:
    """The era of each date: the last of ``starts`` (era to its first day, in order) that it does not precede.

    Raises
    ------
    ValueError
        The starts are not in order, or a date is before the first.
    """
    import pandas as pd

    firsts = list(starts.values())
    if firsts != sorted(firsts):
        raise ValueError(f"eras: starts {firsts} are not in order of time")
    found = []
    for day in dates:
        if day < firsts[0]:
            raise ValueError(f"eras: {day} is before the first era, which begins on {firsts[0]}")
        found.append([era for era, first in starts.items() if first <= day][-1])
    return pd.Series(found, dtype="string")
