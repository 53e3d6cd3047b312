"""Files that themes ship and no page of this book asks for."""
from __future__ import annotations

import re
from pathlib import Path

from trilateral.sphinxext.lean.styles import OWN

# Scripts whose words are no classes: a drawing of icons, and Vega, whose classes our own sheets hold.
UNREAD = ("fontawesome.js", "vega.js")
_NAME = re.compile(r"[\w.@-]+\.[a-z0-9]{2,5}\b")


def sweep(static, texts) -> None:
    """Delete what was joined, and what neither a page nor the sheets and scripts that were made for pages name.

    Licences stay, and so do our own files: some are asked for when a reader comes to a figure.
    """
    folder: Path = static.folder
    readers = [*texts, *((folder / name).read_text("utf-8") for name in static.made)]
    named = {name for text in readers for name in _NAME.findall(text)}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.name in static.made or path.name.startswith((OWN, "LICENSE")):
            continue
        elif path.name not in named or path in static.used:
            path.unlink()
