"""Slides of the teaching units, one deck each, from the finished pages.

reveal.js comes with the package sphinx-revealjs. Its Sphinx builder would read and lay out the whole book again, and
its pages start reveal.js by a script of their own, which the book's policy forbids; here nothing is read or run again.
"""
from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from trilateral import paths
from trilateral.handouts import slide_figures, slide_pages, slide_parts
from trilateral.publishing import chromium, imprint, paper_assembly, paper_finish, slide_links
from trilateral.publishing.whole import whole
from trilateral.sphinxext import STATIC as BOOK
from trilateral.teaching import units as teaching_units
from trilateral.theme import colours

STATIC = Path(__file__).with_name("static")
FOLDER = slide_links.FOLDER
NOTES = "speaker.html"
REVEAL = {"dist/reset.css": "reset.css", "dist/reveal.css": "reveal.css", "dist/reveal.js": "reveal.js",
          "plugin/zoom/zoom.js": "zoom.js", "LICENSE": "reveal-LICENSE.txt"}
OWN = ("slides.css", "slides.js", "notes.css", "notes.js", "list.css")


def decks(root: Path, html: Path, into: Path, units: Sequence[str] | None = None) -> list[Path]:
    """Write a folder that works from any disk or host: a deck a unit, ``index.html``, scripts, faces and drawings.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build
    into : the folder, made whole or left as it was
    units : names of units; all of them if None

    Returns
    -------
    list of Path
        The decks, in the order of the book.

    Raises
    ------
    ValueError
        There is no unit of a name, or a page lacks what its slides are made from.
    """
    facts, asked = imprint.read(root), chosen(root, units)
    made = [slide_parts.deck(root, html, unit) for unit in asked]
    into.parent.mkdir(parents=True, exist_ok=True)
    with whole(into) as draft:
        draft.mkdir()
        _assets(draft / slide_pages.ASSETS)
        pictures = draft / slide_figures.FOLDER
        pictures.mkdir()
        for one in made:
            for path in one.pictures:
                paper_assembly.picture(path, pictures)
            (draft / f"{one.name}.html").write_text(slide_pages.deck(one, facts), "utf-8")
        beside = {unit.name: f"../{unit.page}.html" for unit in asked if (into.parent / f"{unit.page}.html").is_file()}
        (draft / "index.html").write_text(slide_pages.index(made, facts, beside), "utf-8")
        (draft / NOTES).write_text(slide_pages.speaker(facts), "utf-8")
    return [into / f"{one.name}.html" for one in made]


def chosen(root: Path, names: Sequence[str] | None) -> list[teaching_units.Unit]:
    """Units by their names, in the order of the book; all of them without names.

    Raises
    ------
    ValueError
        There is no unit of a name.
    """
    every = teaching_units.every(root)
    known = [unit.name for unit in every]
    for name in names or ():
        if name not in known:
            raise ValueError(f"--unit {name}: there is no such unit; one of {', '.join(known)} is expected")
    return [unit for unit in every if not names or unit.name in names]


def _assets(folder: Path) -> None:
    """reveal.js, our own look and manners, the book's faces and colours."""
    folder.mkdir()
    reveal = resources.files("sphinx_revealjs") / "_static" / "revealjs"
    for source, name in REVEAL.items():
        (folder / name).write_bytes(reveal.joinpath(source).read_bytes())
    for name in OWN:
        shutil.copyfile(STATIC / name, folder / name)
    shutil.copyfile(BOOK / "trilateral-faces.css", folder / "faces.css")
    (folder / "fonts").mkdir()
    for path in sorted((BOOK / "fonts").glob("*.woff2")):
        shutil.copyfile(path, folder / "fonts" / path.name)
    shutil.copyfile(BOOK / "fonts" / "OFL.txt", folder / "fonts" / "OFL.txt")
    (folder / "colours.css").write_text(colours.css(), "utf-8")


def pdf(deck: Path, path: Path, root: Path | None = None) -> int:
    """Print a deck with Chromium, a slide a page; give the number of pages.

    Parameters
    ----------
    deck : one of :func:`decks`
    root : the checkout; this one if None

    Raises
    ------
    FileNotFoundError
        There is no Chromium.
    ValueError
        Something that the deck shows is missing.
    """
    facts = imprint.read(root or paths.book_dir())
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".slides-") as beside:
        draft = Path(beside) / path.name
        headings = chromium.print_slides(deck, draft, slide_pages.WIDTH, slide_pages.HEIGHT)
        pages = paper_finish.finish(draft, facts, f"slides {deck.stem}", headings, f"{headings[0]} – {facts.name}")
        draft.replace(path)
    return pages
