"""Facts of the site and of its pages, each from where it is kept: settings, contents, citation file."""
from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes

from trilateral import settings
from trilateral.sphinxext import citing

CONTENTS = "_toc.yml"
LICENCE = "LICENSE-CONTENT"
APART = ("search", "genindex", "404")  # pages for a purpose, not to be found through others


@dataclass(frozen=True)
class Part:
    """A part of the contents: its caption and its pages."""

    caption: str
    pages: tuple[str, ...]


def address(app) -> str:
    """Where the site is, without a slash at its end; empty where that is not configured."""
    return (app.config.html_baseurl or "").rstrip("/")


def page_address(app, docname: str) -> str:
    """Where a page is; empty where the site's address is not configured."""
    return f"{address(app)}/{docname}.html" if address(app) else ""


def parts(srcdir: Path) -> tuple[Part, ...]:
    """The parts of the contents in order, pages below others among them; pages outside of parts come without one.

    Nothing without a file of contents, as in a plain Sphinx project.
    """
    path = srcdir / CONTENTS
    if not path.is_file():
        return ()
    toc = settings.read(path)
    found = [("", [toc["root"], *_files(toc)])]
    found += [(part.get("caption", ""), _files(part)) for part in toc.get("parts", [])]
    return tuple(Part(caption, tuple(pages)) for caption, pages in found)


def _files(entry: dict) -> list[str]:
    children = [*entry.get("chapters", []), *entry.get("sections", [])]
    return [file for child in children if "file" in child for file in (child["file"], *_files(child))]


def part_of(app, docname: str) -> str:
    """Caption of the part that a page stands in, or nothing."""
    return next((part.caption for part in parts(Path(app.srcdir)) if docname in part.pages), "")


def title(app, docname: str) -> str:
    """A page's title in words; nothing for one that was not read."""
    return app.env.titles[docname].astext() if docname in app.env.titles else ""


def description(doctree: nodes.document | None) -> str:
    """What a page's head says that it is about; nothing where it says nothing."""
    for node in doctree.findall(nodes.meta) if doctree is not None else ():
        if node.get("name") == "description":
            return " ".join(node["content"].split())
    return ""


def work(app, docname: str):
    """What is cited when a page is: the book for the front page, a chapter as part of it; None for other pages."""
    found = citing.works(app)
    return found.get("book") if docname == app.config.root_doc else found.get(docname)


def citation_file(app) -> dict:
    """``CITATION.cff`` as typed; empty without one."""
    path = Path(app.srcdir) / citing.CFF
    return settings.read(path) if path.is_file() else {}


def licence(app) -> str:
    """Address of the licence of text and figures, as the licence file names it; nothing without one."""
    path = Path(app.srcdir) / LICENCE
    found = re.search(r"https://creativecommons\.org/licenses/[a-z-]+/[\d.]+/", path.read_text("utf-8")) \
        if path.is_file() else None
    return found[0] if found else ""
