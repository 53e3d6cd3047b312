"""Beside each page with code its notebook, below ``_notebooks``, and a link to it in the page's download menu."""
from __future__ import annotations

import hashlib
import json
import posixpath
from pathlib import Path

from trilateral.handouts.opening import FOLDER
from trilateral.sphinxext.edition import CFF
from trilateral.sphinxext.teaching import card

CHAPTERS, UNITS = "notebooks/", "notebooks/units/"
NOTES = "trilateral_notebooks.json"


def pages(app) -> list[str]:
    """Chapters and units that are executed, by name."""
    return sorted(page for page in app.env.found_docs
                  if page.startswith(CHAPTERS) and "kernelspec" in app.env.metadata.get(page, {}))


def _wanted(app) -> bool:
    """A book that does not say what it is has nothing to hand out."""
    return app.config.trilateral_watch and (Path(app.srcdir) / CFF).exists()


def menu(app, pagename, templatename, context, doctree) -> None:
    """Put the notebook into the download menu."""
    group = next((each for each in context.get("header_buttons", []) if each.get("label") == "download-buttons"), None)
    if group is None or app.builder.name != "html" or not _wanted(app) or pagename not in pages(app):
        return
    address = posixpath.relpath(f"{FOLDER}/{pagename}.ipynb", posixpath.dirname(pagename))
    group["buttons"].insert(0, {"type": "link", "url": address, "text": ".ipynb", "icon": "fas fa-code",
                                "tooltip": "Notebook of this page", "label": "notebook-button"})


def write(app, exception) -> None:
    """Write the notebooks whose page or execution has changed, and take away those of pages that are gone.

    Where the site's address is configured, the package lies beside them: their first cell asks for it there.
    """
    if exception or app.builder.name != "html" or not _wanted(app):
        return
    from trilateral.handouts import notebooks, opening, wheel

    root, out, notes = Path(app.srcdir), Path(app.outdir), Path(app.doctreedir) / NOTES
    before = json.loads(notes.read_text("utf-8")) if notes.is_file() else {}
    first = opening.read(root)
    made, now = _makers() + repr(first).encode(), {}
    for page in pages(app):
        path = out / FOLDER / f"{page}.ipynb"
        article = (out / f"{page}.html").read_bytes()
        now[page] = hashlib.sha256(made + article + (root / f"{page}.md").read_bytes()).hexdigest()
        if path.is_file() and before.get(page) == now[page]:
            continue
        make = notebooks.unit if page.startswith(UNITS) else notebooks.chapter
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebooks.text(make(root, out, page)), "utf-8")
    for path in (out / FOLDER).rglob("*.ipynb"):
        if path.relative_to(out / FOLDER).with_suffix("").as_posix() not in now:
            path.unlink()
    if first.site:
        name, content = wheel.make(root)
        (out / FOLDER / name).write_bytes(content)
    notes.write_text(json.dumps(now, indent=1, sort_keys=True), "utf-8")


def _makers() -> bytes:
    """Digest of the code that makes notebooks of pages."""
    from trilateral import handouts

    files = sorted(Path(handouts.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).digest()


def of_unit(app, unit) -> list[tuple[str, str]]:
    """What the card of a unit offers: its notebook for students."""
    return [("Notebook", f"{FOLDER}/{unit.page}.ipynb")] if app.builder.name == "html" else []


def register(app) -> None:
    """Connect to Sphinx."""
    if of_unit not in card.FILES:
        card.FILES.append(of_unit)
    app.connect("html-page-context", menu, priority=901)
    app.connect("build-finished", write, priority=950)  # from pages as readers get them
