"""Read rows that were typed by hand, with the types of the table's manifest."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe
from trilateral.tables.schema import DTYPES

if TYPE_CHECKING:
    import pandas as pd


def read(path: Path, name: str) -> pd.DataFrame:
    """The typed rows at ``path``, for the table ``name``; empty cells are missing.

    Raises
    ------
    ValueError
        A cell is not of its column's type.
    """
    import pandas as pd

    columns = describe.description(name)["columns"]
    rows = pd.read_csv(path, dtype="string", encoding="utf-8", keep_default_na=False, na_values=[""])
    return rows.astype({column: DTYPES[columns[column]["type"]] for column in rows.columns if column in columns})
