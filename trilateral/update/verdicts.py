"""Which verdicts of the ledger flip between two data folders."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trilateral.ledger import claims
from trilateral.ledger.checking import Outcome
from trilateral.ledger.comparing import Comparison, compared
from trilateral.update import changes
from trilateral.update.telling import teller


@dataclass(frozen=True)
class Verdicts:
    """How verdicts differ, and checks that do not run under the new data: check -> why.

    ``failed_before`` has those that did not run under the old data either.
    """

    comparison: Comparison
    failed: dict[str, str]
    failed_before: dict[str, str]


def differences(before: Path, after: Path) -> Verdicts:
    """Compare the checks that take a table that differs, each folder's in a process of its own.

    A check that takes only tables with the same bytes finds the same, so that it is not run.
    """
    tables = changes.tables_that_differ(before, after)
    if not tables:
        return Verdicts(compared({}, {}, ()), {}, {})
    with teller(before) as old, teller(after) as new:
        for one in (old, new):
            one.ask("outcomes", tables=tables)
        return between(old.answer(), new.answer(), after)


def between(before: dict[str, Any], after: dict[str, Any], folder: Path) -> Verdicts:
    """Compare two answers of tellers to ``outcomes``, for the claims of ``folder``."""
    found = compared(_typed(before), _typed(after), claims.read(folder / claims.FILE).claims.values())
    return Verdicts(found, after["failed"], before["failed"])


def _typed(answer: dict[str, Any]) -> dict[str, Outcome]:
    return {name: Outcome(**{**outcome, "claims": tuple(outcome["claims"]), "tables": tuple(outcome["tables"]),
                             "sensitivity": tuple(map(tuple, outcome["sensitivity"]))})
            for name, outcome in answer["outcomes"].items()}
