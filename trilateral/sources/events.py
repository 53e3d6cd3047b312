"""Event tables and typed figures: rows typed by hand, each with the page that it was read on.

The rows of a table ``NAME`` stand in ``rows/NAME.csv`` beside this module, its manifest's text in
``templates/NAME.yml``. What all of them share is checked here; the manifest checks the rest.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import typed
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

FOLDER = Path(__file__).with_name("rows")
EVENTS: tuple[str, ...] = tuple(sorted(path.stem for path in FOLDER.glob("*.csv")))
CITATION = ["source_title", "publisher", "url", "read"]


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None, *,
          name: str) -> list[Path]:
    """Check the typed rows of the table ``name`` and write it.

    Parameters
    ----------
    inputs
        ``typed`` (optional): other typed rows than the book's own; there is no upstream file.

    Raises
    ------
    DataError
        A row lacks its citation, says that it was read from memory, or the rows are not in order of date.
    """
    return typed.build(name, inputs.get("typed", FOLDER / f"{name}.csv"), verify, folder, retrieved)


def verify(rows: pd.DataFrame, file: str) -> None:
    """Every row has its page, read in full or as an excerpt; dates run on."""
    missing = [column for column in CITATION if column not in rows.columns]
    if missing:
        raise DataError(f"{file} row 1: no column {', '.join(missing)}; every row needs its citation")
    faults = []
    for row in rows.itertuples():
        place = f"{file} row {row.Index + 2}:"
        faults += [f"{place} {column} is empty; every row needs its citation"
                   for column in rows.loc[row.Index, CITATION].index[rows.loc[row.Index, CITATION].isna()]]
        if not rows.loc[[row.Index], "read"].isin(["full", "excerpt"]).all():
            faults.append(f"{place} read is {row.read!r}; 'full' or 'excerpt' is expected")
    if "date" in rows.columns and list(rows["date"]) != sorted(rows["date"]):
        late = next(i for i in range(1, len(rows)) if rows["date"].iloc[i] < rows["date"].iloc[i - 1])
        faults.append(f"{file} row {late + 2}: date {rows['date'].iloc[late]} is before that of the row above it")
    if faults:
        raise DataError("\n".join(faults))
