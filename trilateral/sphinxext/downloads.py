"""The directive ``downloads``: how to make the book to take along; ``trilateral site`` puts the list in its place."""
from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

BEGIN, END = "<!-- downloads -->", "<!-- end of downloads -->"


class Downloads(SphinxDirective):
    """Its content is what the page says where nothing has been made."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The content between two marks."""
        holder = nodes.Element()
        self.state.nested_parse(StringList(self.content, source=self.env.docname), self.content_offset, holder)
        return [nodes.raw("", BEGIN, format="html"), *holder.children, nodes.raw("", END, format="html")]


def register(app) -> None:
    """Make the directive known."""
    app.add_directive("downloads", Downloads)
