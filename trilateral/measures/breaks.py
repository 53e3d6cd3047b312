"""Breaks in definition: where a series must not be joined, and distances between series."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SOVIET_UNION = {"RUS": (1992,)}
"""Russia's series begin anew in 1992; before that its code means the Soviet Union."""


def segments(frame: pd.DataFrame, breaks: Mapping[str, Sequence[int]], everywhere: Sequence[int] = ()) -> pd.DataFrame:
    """``frame`` (``iso3``, ``year`` ...) with a column ``segment``: rows of one segment may be joined.

    Parameters
    ----------
    breaks
        First years after a break, by country: data of that year and of the one before do not compare.
    everywhere
        First years after a break that all countries share.

    The names are ``a``, ``b``, ``c`` in order of time.
    """
    def name(iso3: str, year: int) -> str:
        return "abcdefgh"[sum(year >= first for first in {*breaks.get(iso3, ()), *everywhere})]

    return frame.assign(segment=[name(row.iso3, row.year) for row in frame.itertuples()])


def distance_from(frame: pd.DataFrame, column: str, to: str, of: Sequence[str]) -> pd.DataFrame:
    """How far the countries ``of`` are from the country ``to`` in ``column``, year by year: ``iso3, year, distance``.

    Years in which either has no value are left out.

    Raises
    ------
    ValueError
        The table has nothing for one of the countries.
    """
    import pandas as pd

    wide = frame.pivot(index="year", columns="iso3", values=column)
    if absent := [iso3 for iso3 in (to, *of) if iso3 not in wide.columns]:
        raise ValueError(f"column {column!r}: no value for {', '.join(absent)}")
    parts = []
    for iso3 in of:
        distance = (wide[iso3] - wide[to]).abs().dropna().astype("float64")
        years = distance.index.astype("int64")
        parts.append(pd.DataFrame({"iso3": iso3, "year": years, "distance": distance.to_numpy()}))
    return pd.concat(parts, ignore_index=True)
