"""Take over what somebody typed: the number of rows and the bytes of a table made by hand, into its manifest."""
from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

from trilateral.tables import manifests, reading, schema
from trilateral.tables.manifests import Manifest

BY_HAND = "by hand"


def accept(name: str, folder: Path) -> Manifest:
    """Write into the manifest of a table made by hand how many rows it has, and its bytes; all else stays as typed.

    What a builder makes is left as it is: run the builder.

    Parameters
    ----------
    name
        Name of the table's file without its ending.
    folder
        Folder of the table and its manifest, which may lack ``rows`` and ``sha256`` until now.

    Raises
    ------
    DataError
        The table breaks its manifest in anything else; the manifest is as it was.
    """
    path = folder / f"{name}.yml"
    raw = manifests.content(path, name, folder)
    found = manifests.parse({"rows": 1, "sha256": "0" * 64, **raw} if isinstance(raw, dict) else raw, path)
    if found.builder != BY_HAND or found.kind != "table":
        return manifests.read(name, folder)
    frame = reading.read_csv(found)
    found = replace(found, rows=len(frame), sha256=manifests.digest(found.data_path))
    schema.check(frame, found)
    _write(path, {"rows": str(found.rows), "sha256": found.sha256})
    return found


def _write(path: Path, fields: dict[str, str]) -> None:
    """Replace top-level fields, or add them at the end; comments and layout stay."""
    text = path.read_text("utf-8")
    for field, value in fields.items():
        line = f"{field}: {value}"
        text, count = re.subn(rf"^{field}:.*$", line, text, flags=re.M)
        text = text if count else f"{text.rstrip()}\n{line}\n"
    scratch = path.with_name(f".{path.name}.new")
    scratch.write_text(text, "utf-8")
    os.replace(scratch, path)
