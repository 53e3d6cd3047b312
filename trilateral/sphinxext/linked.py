"""A drawing whose marks lead to claims: inline on the page, so that they can be followed.

A chart gives a mark the address ``claim:C018``; here it becomes the address of the record, with the
claim as the link's name. Paper and e-books get the picture.
"""
from __future__ import annotations

import html
import re
from typing import Any

from docutils import nodes

from trilateral.sphinxext import claims, language
from trilateral.sphinxext.picture import shape
from trilateral.theme import colours

_MARK = re.compile(r'<a xlink:href="claim:(C\d{3})"[^>]*>')


class linked_figure(nodes.General, nodes.Element):
    """Holds the pictures for other writers. Attributes: ``alt`` and ``svgs`` (wide and narrow)."""


def has_links(block: dict[str, Any]) -> bool:
    """A mark of the drawing leads to a claim."""
    return bool(_MARK.search(block["pictures"]["wide"]["svg"]))


def figure(block: dict[str, Any], pictures: nodes.container) -> linked_figure:
    """The inline version around the pictures."""
    name = nodes.make_id(block["name"])
    svgs = {width: _inline(drawn["svg"], f"{name}-{width}") for width, drawn in block["pictures"].items()}
    return linked_figure("", pictures, alt=block["alt"], svgs=svgs)


def _inline(svg: str, name: str) -> str:
    """In the page's colours, with names of its own."""
    lean = re.sub(r"\s*<!--.*?-->\s*|(?<=>)\s+(?=<)", "", svg, flags=re.S)
    lean = re.sub(r'(id="|url\(#|href="#)', rf"\1{name}-", lean)
    return colours.themed(lean)


def visit_html(translator, node: linked_figure) -> None:
    """Both widths inline, one of them hidden by style."""
    if translator.builder.name == "epub":
        return
    parts = [f'<div class="live-static live-{width}" style="{shape(svg)}">'
             f'{_addressed(translator, svg, node["alt"])}</div>' for width, svg in node["svgs"].items()]
    translator.body.append(f'<div class="linked-figure live-chart">{"".join(parts)}</div>')
    raise nodes.SkipNode


def _addressed(translator, svg: str, alt: str) -> str:
    found = claims.book(translator.builder.env)

    def link(match: re.Match) -> str:
        one = found[match[1]]
        words = html.escape(f"{one.id}, {one.verdict}: {language.curled(one.claim.claim)}", quote=True)
        return f'<a href="{claims.address(translator.builder, one.id)}" aria-label="{words}"><title>{words}</title>'

    named = svg.replace("<svg ", f'<svg role="group" aria-label="{html.escape(alt, quote=True)}" ', 1)
    return _MARK.sub(link, named)


def depart(translator, node: linked_figure) -> None:
    """Nothing to close."""


def register(app) -> None:
    """Tell every builder how to write one."""
    other = (lambda translator, node: None, depart)
    app.add_node(linked_figure, html=(visit_html, depart), latex=other, text=other, man=other, texinfo=other)
