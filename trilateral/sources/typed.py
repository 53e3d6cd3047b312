"""Tables whose rows were typed by hand: read with the types of their manifest, check, publish."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe, publish
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


def build(name: str, path: Path, verify: Callable[[pd.DataFrame, str], None] | None = None,
          folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Publish the rows at ``path`` as the table ``name``, if ``verify(rows, file name)`` raises nothing."""
    rows = read(path, name)
    if verify:
        verify(rows, path.name)
    return [publish.table(rows, describe.description(name, retrieved), [path], folder)]
