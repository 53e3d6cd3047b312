"""What an update moved when it was rehearsed: ``data/rehearsal_revisions.csv`` and ``data/rehearsal_effects.csv``.

Made from the record that ``trilateral update --summary FILE.json`` writes; ``bench/rehearse.py`` runs the whole drill.
"""
from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources import describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

VERSION = 1
TABLE = "military_expenditure"
MEASURES = ("current_usd_m", "share_of_gdp")
"""Measures whose revisions the page shows. Constant prices change with their base year, which is no revision, and
figures per person follow from those in current US$."""


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write both tables from ``inputs["record"]``; ``before`` and ``after`` are the workbooks that it is about.

    Raises
    ------
    DataError
        The record is not one, is of another version, or not about military expenditure.
    """
    record = read(inputs["record"])
    change = next((table for table in record["tables"] if table["name"] == TABLE), None)
    if change is None or record["prose"] is None or record["verdicts"] is None:
        raise DataError(f"{inputs['record'].name}: expected an update of {TABLE} with prose and verdicts compared")
    facts = {"before": change["edition_before"], "after": change["edition_after"],
             "before_name": _name(change["edition_before"]), "after_name": _name(change["edition_after"]),
             "cells_before": _cells(inputs["before"]), "cells_after": _cells(inputs["after"])}
    files = [inputs["before"], inputs["after"]]
    frames = {"rehearsal_revisions": revisions(change), "rehearsal_effects": effects(record)}
    return [publish.table(frame, describe.description(name, retrieved, **facts), files, folder)
            for name, frame in frames.items()]


def read(path: Path) -> dict[str, Any]:
    """The record as JSON has it."""
    try:
        record = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path.name}: not the JSON summary of an update: {error}") from None
    if not isinstance(record, dict) or record.get("version") != VERSION:
        raise DataError(f"{path.name}: expected the summary of an update, version {VERSION}")
    return record


def _name(edition: str) -> str:
    """``April 2024`` of ``April 2024 (data to 2023)``."""
    return edition.partition(" (")[0]


def _cells(workbook: Path) -> int:
    """Numeric cells of the workbook's country sheets, of which the licence allows a tenth."""
    from trilateral.sources import sipri
    from trilateral.sources.sipri_sheets import open_workbook

    with open_workbook(workbook) as opened:
        return sipri.edition(sipri.locate(opened))["cells"]


def revisions(change: dict[str, Any]) -> pd.DataFrame:
    """Figures that both editions have and that differ: iso3, year, measure, before, after."""
    import pandas as pd

    rows = [(*one["key"], one["before"], one["after"]) for one in change["revised"]
            if one["column"] == "value" and one["key"][2] in MEASURES]
    frame = pd.DataFrame(rows, columns=["iso3", "year", "measure", "before", "after"])
    return frame.sort_values(["measure", "iso3", "year"], ignore_index=True)


def effects(record: dict[str, Any]) -> pd.DataFrame:
    """What moved in the book: kind, page, name, before, after.

    Kinds: ``number`` (of the prose), ``sentence`` (that holds such numbers), ``credit`` (of a figure or table),
    ``verdict`` (that flips; ``page`` is the claim, ``name`` the check) and ``check`` (what that check says).
    """
    import pandas as pd

    prose, verdicts = record["prose"], record["verdicts"]["comparison"]
    rows = [("number", one["chapter"], one["name"], one["before"], one["after"]) for one in prose["numbers"]]
    rows += [("sentence", one["page"], f"{one['page']}-{number}", one["before"], one["after"])
             for number, one in enumerate(prose["sentences"], 1)]
    rows += [("credit", one["chapter"], one["name"], *one["texts"]["credit"])
             for one in prose["figures"] if "credit" in one["texts"]]
    for one in verdicts["flips"]:
        rows += [("verdict", one["claim"], one["check"], one["before"], one["after"]),
                 ("check", one["claim"], one["check"], one["sentence_before"], one["sentence_after"])]
    return pd.DataFrame(rows, columns=["kind", "page", "name", "before", "after"]).replace("", None)
