"""The timeline: dated events of the book's tables and of the article's own references, tied to claims.

A typed row has its own citation, or names a table and a query that finds one row there: then date, precision and
citation are that row's, and nothing is typed twice.
"""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import describe, events, publish, typed
from trilateral.tables import DataError, load

if TYPE_CHECKING:
    import pandas as pd

TYPED = Path(__file__).with_name("timeline_typed.csv")
CITATION = ["source_title", "publisher", "source_date", "url", "read"]


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Fill the typed rows from the tables that they name, check them and write ``timeline``.

    Parameters
    ----------
    inputs
        ``typed`` (optional): other typed rows than the book's own; there is no upstream file.

    Raises
    ------
    DataError
        A row finds no row or several in its table, lacks its citation, or names a claim that does not exist.
    """
    path = inputs.get("typed", TYPED)
    rows = filled(typed.read(path, "timeline"), path.name, folder)
    events.verify(rows, path.name)
    return [publish.table(rows, describe.description("timeline", retrieved), [path], folder)]


def filled(rows: pd.DataFrame, file: str, folder: Path | None = None) -> pd.DataFrame:
    """The rows with what their tables lend, in order of time; columns as the manifest has them.

    A table is the one in ``folder``, or else the book's own.
    """
    import pandas as pd

    found = []
    for row in rows.to_dict("records"):
        lent = _lent(row, file, folder) if isinstance(row["table"], str) else {}
        found.append({**row, **lent})
    whole = pd.DataFrame(found).sort_values("date", kind="stable", ignore_index=True)
    return whole[list(describe.description("timeline")["columns"])]


def lenders(path: Path = TYPED) -> set[str]:
    """Names of the tables that lend rows to the timeline."""
    return set(typed.read(path, "timeline")["table"].dropna())


def _lent(row: dict[str, Any], file: str, folder: Path | None) -> dict[str, Any]:
    place = f"{file}, event {row['event']!r}"
    own = folder if folder and (folder / f"{row['table']}.csv").is_file() else None
    table = load(row["table"], own)
    column = row["column"] if isinstance(row["column"], str) else "date"
    if column not in table:
        raise DataError(f"{place}: {row['table']} has no column {column!r}; it has {', '.join(table.columns)}")
    try:
        hits = table.query(row["where"])
    except Exception as error:  # a slip in a typed condition raises whatever its evaluation stumbles over
        raise DataError(f"{place}: {row['table']} where {row['where']}: {' '.join(str(error).split())}") from None
    if len(hits) != 1:
        raise DataError(f"{place}: {len(hits)} rows of {row['table']} where {row['where']}; one is expected")
    hit = hits.iloc[0]
    precision = next((hit[name] for name in ("precision", "date_precision") if name in hits), "day")
    return {"date": hit[column], "precision": precision, **{name: hit.get(name) for name in CITATION}}
