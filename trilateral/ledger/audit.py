"""Whether everything that the ledger names is there: records, rows, measurements, checks, tests, telling."""
from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from trilateral import tables
from trilateral.ledger import references
from trilateral.ledger.book import judged
from trilateral.ledger.checking import Data, outcomes, own
from trilateral.ledger.claims import FILE, Evidence, LedgerError, contents

TESTS = "tests/ledger"
REFERENCES = "references.bib"


def faults(root: Path | None = None, folder: Path | None = None) -> list[str]:
    """Everything that a claim names and that is not there, one line each.

    Parameters
    ----------
    root
        The checkout, for the book's own ledger: its references, its tests of checks.
    folder
        Folder of another text's ledger, with its references in ``references.bib``; no tests are asked of it.

    Raises
    ------
    LedgerError
        The ledger cannot be read or judged at all.
    """
    keys = set(references.read(folder / REFERENCES) if own(folder) else references.notes(root))
    found = [f"data/{FILE} {one.id}, evidence {number}: {fault}" for one in judged(folder).values()
             for number, piece in enumerate(one.claim.evidence, 1) for fault in _evidence(piece, keys, folder)]
    return found if own(folder) else found + untested(root)


def drifted(folder: Path | None = None) -> list[str]:
    """Claims whose deciding check gives another verdict than the one that was last accepted in the file.

    No fault of a build, which shows what is computed; but somebody must read the record again.
    """
    return [f"data/{FILE} {one.id}, field verdict: {one.claim.verdict!r}; {one.claim.decided_by} gives {one.verdict!r}"
            for one in judged(folder).values() if one.verdict != one.claim.verdict]


def _evidence(piece: Evidence, keys: set[str], folder: Path | None = None) -> list[str]:
    if piece.kind == "cite" and piece.cite not in keys:
        return [f"{piece.cite!r} has no record in {f'data/{REFERENCES}' if own(folder) else references.FILE}"]
    if piece.kind == "measure":
        from trilateral.measures import catalogue

        return [] if piece.measure in catalogue.by_id() else [f"there is no measurement {piece.measure!r}"]
    if piece.kind == "table":
        try:
            rows(piece, folder)
        except LedgerError as error:
            return [str(error)]
    return []


def rows(piece: Evidence, folder: Path | None = None):
    """Rows and columns of a table that a piece of evidence points to, of ``folder`` if that has the table.

    Raises
    ------
    LedgerError
        There is no such table, the query does not work or finds no row, or a column is not there.
    """
    try:
        frame = Data(folder)[piece.table]
        chosen = frame.query(piece.where) if piece.where else frame
        chosen = chosen[list(piece.columns or frame.columns)]
    except (tables.DataError, KeyError, SyntaxError, ValueError, TypeError, NameError) as error:
        raise LedgerError(f"table {piece.table}, where {piece.where!r}: {' '.join(str(error).split())}") from None
    if chosen.empty:
        raise LedgerError(f"table {piece.table}, where {piece.where!r}: no row; one or more are expected")
    return chosen


def untested(root: Path) -> list[str]:
    """Checks that no test of ``tests/ledger`` names; none where the tests are not there, as in a wheel."""
    folder = root / TESTS
    if not folder.is_dir():
        return []
    text = "".join(path.read_text("utf-8") for path in sorted(folder.glob("test_*.py")))
    named = set(re.findall(r'"(\w+)"', text))
    return [f"check {name}: no test in {TESTS} names it" for name in outcomes() if name not in named]


def untold(told: Iterable[str]) -> list[str]:
    """Claims that no chapter tells, given those that some do."""
    return [f"data/{FILE} {id}: no chapter tells it; put {{claim}}`{id}` where it is told"
            for id in sorted(contents().claims.keys() - set(told))]
