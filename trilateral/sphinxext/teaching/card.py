"""The directive ``unit-card``: what a unit is, how long it takes, and its files."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from trilateral.sphinxext.teaching import slide
from trilateral.sphinxext.teaching.markup import element, tagged
from trilateral.teaching import units

Offer = Callable[[object, units.Unit], Iterable[tuple[str, str]]]
FILES: list[Offer] = []
"""Functions of application and unit that give pairs of words and the address of a file, below the site's root."""


class unit_files(nodes.General, nodes.Element):
    """Stands for the row of files of the unit ``page``, which depend on what is built."""


class UnitCard(SphinxDirective):
    """``unit-card``: chapter, level, minutes by part and in all, files."""

    def run(self) -> list[nodes.Node]:
        """The card."""
        root, page = Path(self.env.srcdir), self.env.docname
        try:
            unit = units.read(root, page)
        except units.UnitError as error:
            raise ExtensionError(str(error)) from None
        parts = ", ".join(f"{unit.minutes[part]}\u00a0{words}" for part, words in units.PARTS.items())
        rows = [
            _row("Chapter", _chapter(page, unit.chapter)),
            _row("Level", unit.level),
            _row("Fields", ", ".join(unit.fields)),
            _row("Time", element("strong", f"{unit.all_minutes} minutes"), f": {parts}"),
            unit_files(page=page),
            nodes.raw("", slide.PLACE, format="html"),
        ]
        return [element("dl", *rows, classes="unit-card")]


def _row(title: str, *held: nodes.Node | str) -> tagged:
    return element("div", element("dt", title), element("dd", *held))


def _chapter(page: str, chapter: str) -> nodes.Node:
    link = addnodes.pending_xref("", refdoc=page, refdomain="std", reftype="doc", refexplicit=False,
                                 reftarget=f"/{chapter}", refwarn=True)
    link += nodes.inline("", chapter, classes=["doc"])
    return link


def resolve(app, doctree, docname) -> None:
    """Links to the unit's files, where there are any."""
    for place in list(doctree.findall(unit_files)):
        unit = units.read(Path(app.srcdir), place["page"])
        found = [pair for offer in FILES for pair in offer(app, unit)]
        up = "../" * docname.count("/")
        links: list[nodes.Node] = []
        for words, address in found:
            links += [nodes.Text(" · ")] if links else []
            links.append(nodes.reference("", words, refuri=up + address, internal=True))
        row = _row("Files", *links)
        row["classes"].append("screen-only")  # paper and e-readers open no notebook
        place.replace_self([row] if links else [])


def register(app) -> None:
    """Make the directive known."""
    app.add_directive("unit-card", UnitCard)
    app.add_node(unit_files)
    app.connect("doctree-resolved", resolve)
