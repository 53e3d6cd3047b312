"""The part of ``data/economy.csv`` that one producer has, as read anew or as it stands."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trilateral import paths, tables
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

NAME = "economy"


@dataclass(frozen=True)
class Part:
    """One producer's rows with what the manifest says of them.

    ``facts`` fill the template; ``inputs`` are the manifest's entries of files; ``files`` names, for messages, the
    file of each measure; ``source`` is the producer's place in the manifest, where it is kept; ``edition`` is the
    year of a new edition.
    """

    frame: pd.DataFrame
    facts: dict[str, Any] = field(default_factory=dict)
    inputs: list[dict[str, str]] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    source: dict[str, Any] | None = None
    edition: int = 0


def rows(folder: Path | None) -> pd.DataFrame | None:
    """The table as it stands in ``folder``, or None where there is none yet."""
    root = folder or paths.data_dir()
    return tables.load(NAME, root) if (root / f"{NAME}.yml").is_file() else None


def edition(producer: str, folder: Path | None) -> int:
    """Year of the edition of ``producer`` that stands in ``folder``; 0 where none does."""
    root = folder or paths.data_dir()
    if not (root / f"{NAME}.yml").is_file():
        return 0
    found = next((one.edition for one in tables.manifest(NAME, root).sources if one.id == producer), "")
    match = re.search(r"\b20\d\d\b", found)
    return int(match[0]) if match else 0


def part(producer: str, folder: Path | None) -> Part:
    """The rows of ``producer`` as they stand in ``folder``, with its place in the manifest.

    Raises
    ------
    DataError
        There is no table, it has no rows of this producer, or its manifest does not say which files they are from.
    """
    root = folder or paths.data_dir()
    found = rows(root)
    shown = f"data/{NAME}.yml"
    if found is None:
        raise DataError(f"{shown}: no such manifest, so that nothing can be kept of {producer}; expected files of "
                        "both producers")
    raw = yaml.safe_load((root / f"{NAME}.yml").read_text("utf-8"))
    frame = found[found["producer"] == producer]
    source = next((one for one in raw["sources"] if one["id"] == producer), None)
    inputs = [one for one in raw["inputs"] if one.get("from") == producer]
    for missing, field_ in ((frame.empty, "rows"), (source is None, "sources"), (not inputs, "inputs")):
        if missing:
            raise DataError(f"{shown}, field {field_}: nothing of {producer}, whose rows should be kept; expected "
                            "files of both producers")
    return Part(frame, inputs=inputs, source=source)
