"""Refuse a file that would take away what the table has: one that ends earlier, or has lost many of its events.

A cut or outdated file can be faultless row by row. The table that it would replace tells: corrections of an upstream
take out single events, now and then, and pass; they are shown when the update is. An older file is taken
only where somebody asked for that edition by its name::

    with shrinking.allowed():
        upstream.build(...)
"""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral import paths, tables
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

MOST_LOST = 0.05
"""Part of the events, of all months that the table has, by which a new file may fall short of them."""
MOST_GAINED = 0.5
"""Part by which it may exceed them: beyond, it counts something else. The last month, which is filled up, aside."""

_ALLOWED: ContextVar[bool] = ContextVar("shrinking_allowed", default=False)


@contextlib.contextmanager
def allowed() -> Iterator[None]:
    """Take an older edition without complaint, in this context (thread or task)."""
    token = _ALLOWED.set(True)
    try:
        yield
    finally:
        _ALLOWED.reset(token)


def check(file: str, name: str, new: pd.DataFrame, end: Callable[[pd.DataFrame], str],
          counts: dict[str, Callable[[pd.DataFrame], pd.Series]], folder: Path | None = None) -> None:
    """Compare ``new``, read from ``file``, with the table ``name`` as it stands in ``folder``, if it does.

    Parameters
    ----------
    end
        Last day or month of a frame, as text that sorts by time.
    counts
        What is counted, in words -> its sums by month (index YYYY-MM) of a frame.

    Raises
    ------
    DataError
        The file ends before the table, or its counts in the months of the table are over 5 % lower, or over
        half as high again.
    """
    root = folder or paths.data_dir()
    if _ALLOWED.get() or not (root / f"{name}.yml").is_file():
        return
    old = tables.load(name, root)
    if end(new) < end(old):
        raise DataError(f"{file}: ends in {end(new)}, but the table {name} reaches {end(old)}; a file that ends "
                        "no earlier is expected, unless its edition is asked for")
    for what, by_month in counts.items():
        _compare(f"{file}, {what}", name, by_month(old), by_month(new))


def _compare(place: str, name: str, old: pd.Series, new: pd.Series) -> None:
    last = old.index.max()
    before, after = int(old.sum()), int(new[new.index <= last].sum())
    if after < before * (1 - MOST_LOST):
        raise DataError(f"{place} to {last}: {after:,}, where the table {name} has {before:,}; at most "
                        f"{MOST_LOST:.0%} fewer are expected, unless the edition is asked for")
    before, after = int(old[old.index < last].sum()), int(new[new.index < last].sum())
    if after > before * (1 + MOST_GAINED):
        raise DataError(f"{place} before {last}: {after:,}, where the table {name} has {before:,}; at most "
                        f"{MOST_GAINED:.0%} more are expected, as more would mean that something else is counted")
