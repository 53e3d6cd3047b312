"""Sums, shares and ratios of groups of countries, year by year.

A year counts only when every country of the group has a value: a sum that leaves one out would
fall for no reason, so such years are ``NaN``.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trilateral.measures.series import wide

if TYPE_CHECKING:
    import pandas as pd


def group_total(frame: pd.DataFrame, measure: str, group: Sequence[str]) -> pd.Series:
    """Sum of ``measure`` over ``group`` by year."""
    return wide(frame, measure, group).sum(axis=1, skipna=False)


def group_share(
    frame: pd.DataFrame, measure: str, of: Sequence[str], within: Sequence[str]
) -> pd.Series:
    """Share of the countries ``of`` in the total of ``within``, by year, as a fraction.

    Raises
    ------
    ValueError
        A country of ``of`` is not in ``within``.
    """
    outside = [country for country in of if country not in within]
    if outside:
        raise ValueError(f"{', '.join(outside)} not within {', '.join(within)}")
    table = wide(frame, measure, within)
    return table[list(of)].sum(axis=1, skipna=False) / table.sum(axis=1, skipna=False)


def group_ratio(frame: pd.DataFrame, measure: str, over: Sequence[str], under: Sequence[str]) -> pd.Series:
    """Total of ``over`` for each unit of ``under``, by year."""
    return group_total(frame, measure, over) / group_total(frame, measure, under)
