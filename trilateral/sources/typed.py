"""Tables whose rows were typed by hand: read with the types of their manifest, check, publish."""
from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe, publish
from trilateral.tables import DataError
from trilateral.tables.schema import DTYPES, NOUNS

if TYPE_CHECKING:
    import pandas as pd


def read(path: Path, name: str) -> pd.DataFrame:
    """The typed rows at ``path``, for the table ``name``; empty cells are missing.

    Raises
    ------
    DataError
        The file is no CSV table in UTF-8, lacks a column, a row has too few or too many cells, or a cell is not of
        its column's type; the message names file, row (the header is row 1), column and value.
    """
    import pandas as pd

    header = records(path)[0]
    columns = describe.description(name)["columns"]
    if missing := [column for column in columns if column not in header]:
        raise DataError(f"{path.name} row 1: no column {', '.join(missing)}; found {', '.join(header)}")
    rows = pd.read_csv(path, dtype="string", encoding="utf-8", keep_default_na=False, na_values=[""])
    for column in rows.columns.intersection(list(columns)):
        rows[column] = _typed(rows[column], columns[column]["type"], path.name)
    return rows


def records(path: Path) -> list[list[str]]:
    """Header and rows of a CSV file as text, all of one length."""
    try:
        text = io.StringIO(path.read_bytes().decode("utf-8"), newline="")
        found = [row for row in csv.reader(text, strict=True) if row]  # pandas passes over empty lines too
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}, byte {error.start + 1}: not UTF-8; save the rows as CSV in UTF-8") from None
    except csv.Error as error:
        raise DataError(f"{path.name}: not a CSV table: {error}") from None
    if len(found) < 2:
        raise DataError(f"{path.name}: has no rows; a header and rows are expected")
    for number, row in enumerate(found, 1):
        if len(row) != len(found[0]):
            raise DataError(f"{path.name} row {number}: {len(row)} cells; {len(found[0])} are expected, as in row 1")
    return found


def _typed(cells: pd.Series, kind: str, file: str) -> pd.Series:
    import pandas as pd

    if kind not in ("integer", "number"):
        return cells
    numbers = pd.to_numeric(cells, errors="coerce")
    bad = cells.notna() & (numbers.isna() | ((numbers % 1 != 0) if kind == "integer" else False))
    if bad.any():
        position = int(bad.to_numpy().argmax())
        raise DataError(f"{file} row {position + 2}, column {cells.name}: {cells.iloc[position]!r} is not "
                        f"{NOUNS[kind]}")
    return numbers.astype(DTYPES[kind])


def build(name: str, path: Path, verify: Callable[[pd.DataFrame, str], None] | None = None,
          folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Publish the rows at ``path`` as the table ``name``, if ``verify(rows, file name)`` raises nothing."""
    rows = read(path, name)
    if verify:
        verify(rows, path.name)
    return [publish.table(rows, describe.description(name, retrieved), [path], folder)]
