"""Counts of events by year and kind."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def counts_by(frame: pd.DataFrame, column: str, kinds: Sequence[str], name: str) -> pd.DataFrame:
    """How many rows each year has of each kind: ``year, column, name``, years ascending, kinds in order.

    A year and kind without a row is not there: no event is not an observation of none.

    Raises
    ------
    ValueError
        A row is of a kind that is not named.
    """
    unknown = sorted(set(frame[column]) - set(kinds))
    if unknown:
        raise ValueError(f"{column} {', '.join(map(repr, unknown))}: expected one of {', '.join(kinds)}")
    table = frame.groupby(["year", column]).size().reset_index(name=name)
    order = {kind: position for position, kind in enumerate(kinds)}
    return table.sort_values(["year", column], key=lambda s: s.map(order) if s.name == column else s, ignore_index=True)
