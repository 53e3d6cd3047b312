"""Published ranges of ten missiles: typed rows, checked and written as ``weapon_ranges``.

Sources disagree, so a row keeps the smallest and the largest figure and says who printed which.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import typed
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

TYPED = Path(__file__).with_name("weapon_ranges_typed.csv")


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Check the typed ranges and write ``weapon_ranges``.

    Parameters
    ----------
    inputs
        ``typed`` (optional): other typed rows than the book's own; there is no upstream file.

    Raises
    ------
    DataError
        A row's smallest figure is above its largest, or two figures rest on one page.
    """
    return typed.build("weapon_ranges", inputs.get("typed", TYPED), verify, folder, retrieved)


def verify(rows: pd.DataFrame, file: str) -> None:
    """A spread needs an order and two pages that print its ends."""
    faults = []
    for row in rows.itertuples():
        if row.min_km > row.max_km:
            faults.append(f"{file} row {row.Index + 2} ({row.id}): {row.min_km} to {row.max_km} km is no spread")
        if row.min_km < row.max_km and not isinstance(row.source_url_2, str):
            faults.append(f"{file} row {row.Index + 2} ({row.id}): a spread of {row.min_km} to {row.max_km} km "
                          "needs a second page in source_url_2")
    if faults:
        raise DataError("\n".join(faults))
