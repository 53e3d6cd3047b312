"""The directive ``attribution``: the line that goes with the book's text or code, made from its own record."""
from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from trilateral.sphinxext import citations, citing

TERMS = {
    "text": ("Text and figures from", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "code": ("Code from", "MIT", "https://opensource.org/license/mit"),
}
"""What is reused -> how the line begins, the licence and where it stands, as LICENSE-CONTENT and LICENSE have it."""


def line(work: citations.Work, what: str) -> str:
    """The line for ``text`` or ``code`` of the book; with its address where one is configured."""
    begins, licence, terms = TERMS[what]
    place = f", {work.address}" if work.address else ""
    authors = ", ".join(work.authors).replace("'", "’")
    day = f"{work.released.day} {work.released:%B %Y}"
    return f"{begins} “{work.title}”, {authors}, version {work.version} ({day}){place}, {licence} ({terms})."


class Attribution(SphinxDirective):
    """``attribution text`` or ``attribution code``: the line, to be copied."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The line, set apart."""
        what = self.arguments[0]
        if what not in TERMS:
            raise ExtensionError(f"{self.env.docname}: attribution {what}: expected one of {', '.join(TERMS)}")
        cff = Path(self.env.srcdir) / citing.CFF
        self.env.note_dependency(str(cff))
        words = line(citations.book(cff, self.config.html_baseurl.rstrip("/")), what)
        return [nodes.block_quote("", nodes.paragraph("", words, classes=["cite-as"]))]


def register(app) -> None:
    """Make the directive known."""
    app.add_directive("attribution", Attribution)
