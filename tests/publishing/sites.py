"""Small built sites, as the book's build would leave them: the real script and style, few pages."""
from __future__ import annotations

import json
from pathlib import Path

from trilateral.sphinxext import STATIC

PAGES = ("index", "notebooks/one")
PAGE = """<!DOCTYPE html>
<html lang="en" data-content_root="{up}">
<head><meta charset="utf-8"><title>{title}</title><meta name="edition" content="{name}" />
<script src="{up}_static/trilateral-edition.js" defer></script></head>
<body><main><h1>{title}</h1><p>Words of {name}.</p></main></body></html>
"""


def site(folder: Path, name: str, day: str, pages: tuple[str, ...] = PAGES, words: str = "") -> Path:
    """A site of the edition ``name`` with these pages."""
    for page in pages:
        path = folder / f"{page}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(up="../" * page.count("/") or "./", title=f"{page}{words}", name=name), "utf-8")
    (folder / "_static").mkdir()
    for own in ("trilateral-edition.js", "trilateral-edition.css"):
        (folder / "_static" / own).write_bytes((STATIC / own).read_bytes())
    (folder / "edition.json").write_text(json.dumps({"title": "A <Book>", "name": name, "date": day}), "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
