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
                   for column in CITATION if not _says(rows.at[row.Index, column])]
        if not rows.loc[[row.Index], "read"].isin(["full", "excerpt"]).all():
            faults.append(f"{place} read is {row.read!r}; 'full' or 'excerpt' is expected")
        if _says(row.url) and not row.url.startswith(("https://", "http://")):
            faults.append(f"{place} url is {row.url!r}; an address that begins with https:// or http:// is expected")
    if faults := faults + _disorder(rows, file):
        raise DataError("\n".join(faults))


def _says(cell: object) -> bool:
    return isinstance(cell, str) and bool(cell.strip())


def _disorder(rows: pd.DataFrame, file: str) -> list[str]:
    """The first row that is dated before one above it; what is no date is the manifest's affair."""
    latest = ""
    for index, date in rows["date"].dropna().items() if "date" in rows.columns else ():
        if not date[:4].isdigit():
            continue
        if date < latest:
            return [f"{file} row {index + 2}: date {date} is before that of the row above it"]
        latest = date
    return []
