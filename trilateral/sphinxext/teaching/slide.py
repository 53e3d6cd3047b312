"""The directive ``slide``: what of a page goes on a slide. The page itself reads as if it were not there.

``trilateral slides`` finds the marks in the finished page: an inert ``<template>`` each, which no browser shows, no
search finds and no screen reader says.
"""
from __future__ import annotations

import html

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

log = logging.getLogger(__name__)
PLACE = "<!-- slides -->"
"""Where a unit's card has its link to the slides, in a site that has slides."""


class slide_mark(nodes.comment):
    """A slide's headline; a comment, whose words Sphinx' search leaves out.

    Attributes: ``figure``, the name of a figure or a table, and ``takes``, how many blocks behind the mark stand on the
    slide.
    """


class Slide(SphinxDirective):
    """``slide``: the argument is the headline, in MyST Markdown of one line.

    With the option ``figure`` the slide shows that figure or table of the page; with content it shows these words,
    which stay on the page as they are; with neither the headline stands alone.
    """

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"figure": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The mark, and the content as it stands."""
        figure = self.options.get("figure", "")
        if figure and self.content:
            raise self.error(f"slide {self.arguments[0]!r}: a figure or words, not both")
        words, messages = self.state.inline_text(" ".join(self.arguments[0].split()), self.lineno)
        holder = nodes.Element()
        if self.content:
            self.state.nested_parse(StringList(self.content, source=self.env.docname), self.content_offset, holder)
        mark = slide_mark("", "", *words, figure=figure, takes=len(holder.children))
        mark.source, mark.line = self.get_source_info()
        return [mark, *messages, *holder.children]


def check(app, doctree, docname) -> None:
    """A slide whose figure is not on its page."""
    named = [mark for mark in doctree.findall(slide_mark) if mark["figure"]]
    there = {name for node in doctree.findall(nodes.Element) for name in node.get("ids", ())} if named else set()
    for mark in named:
        name = mark["figure"]
        if name not in there:
            log.warning("slide %r: the page has no figure or table %r", mark.astext(), name, location=mark)


def visit_html(translator, node: slide_mark) -> None:
    """An inert element with the headline."""
    if translator.builder.name == "epub":
        raise nodes.SkipNode
    given = {"data-figure": node["figure"], "data-takes": node["takes"]}
    held = "".join(f' {key}="{html.escape(str(value), quote=True)}"' for key, value in given.items() if value)
    translator.body.append(f'<template class="slide-mark"{held}>')


def depart_html(translator, node: slide_mark) -> None:
    """Its end."""
    translator.body.append("</template>\n")


def skip(translator, node: slide_mark) -> None:
    """Other writers make no slides."""
    raise nodes.SkipNode


def register(app) -> None:
    """Make the directive known."""
    other = (skip, None)
    app.add_node(slide_mark, html=(visit_html, depart_html), latex=other, text=other, man=other, texinfo=other)
    app.add_directive("slide", Slide)
    app.connect("doctree-resolved", check)
