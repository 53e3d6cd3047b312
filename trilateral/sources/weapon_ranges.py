"""Published ranges of ten missiles: typed rows, checked and written as ``weapon_ranges``.

Sources disagree, so a row keeps the smallest and the largest figure and says who printed which.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe, publish
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
    typed = inputs.get("typed", TYPED)
    rows = read_typed(typed)
    verify(rows, typed.name)
    return [publish.table(rows, describe.description("weapon_ranges", retrieved), [typed], folder)]


def read_typed(path: Path) -> pd.DataFrame:
    """The typed rows; ranges as whole kilometres."""
    import pandas as pd

    rows = pd.read_csv(path, dtype="string", encoding="utf-8", keep_default_na=False, na_values=[""])
    for column in ("min_km", "max_km"):
        rows[column] = rows[column].astype("Int64")
    return rows


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
