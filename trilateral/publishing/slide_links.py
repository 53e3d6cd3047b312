"""Links to the slides on the pages of units, in a site that has slides."""
from __future__ import annotations

import posixpath
from pathlib import Path

from trilateral.sphinxext.teaching.slide import PLACE
from trilateral.teaching.units import FOLDER as UNITS

FOLDER = "slides"
"""Name of the folder below the site's."""


def put(site: Path) -> None:
    """Give the card of each unit that has a deck a link to it.

    Raises
    ------
    ValueError
        The page of a unit has no place for the link.
    """
    for page in sorted((site / UNITS).glob("*.html")):
        if not (site / FOLDER / page.name).is_file():
            continue
        text = page.read_text("utf-8")
        if PLACE not in text:
            raise ValueError(f"{UNITS}/{page.name}: there is no place for the link to its slides")
        address = posixpath.relpath(f"{FOLDER}/{page.name}", UNITS)
        row = f'<div class="screen-only"><dt>Slides</dt><dd><a href="{address}">To project, with notes</a></dd></div>'
        page.write_text(text.replace(PLACE, row), "utf-8")
