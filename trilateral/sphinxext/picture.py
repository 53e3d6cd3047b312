"""A picture in two widths: ``<picture>`` in HTML, the wide image everywhere else."""
from __future__ import annotations

import html
import posixpath

from docutils import nodes

from trilateral.figures.svg import size

PHONE = "(max-width: 600px)"


def shape(svg: str) -> str:
    """The style of what holds a drawing: its proportions, which keep its place before a browser lays it out."""
    across, down = size(svg)
    return f"aspect-ratio: {across} / {down}"


class picture(nodes.General, nodes.Element):
    """Holds two images, the wide one first; ``alt`` and ``classes`` are its own.

    Their sizes are attributes of our own, ``across`` and ``down`` in CSS pixels: Sphinx turns an
    image with a width into a link.
    """


def _address(translator, image: nodes.image) -> str:
    builder = translator.builder
    name = builder.images.get(image["uri"])
    return posixpath.join(builder.imgpath, name) if name else image["uri"]


def visit_html(translator, node: picture) -> None:
    """Write the wide image with the narrow one as a source for phones.

    The class ``dark-light`` keeps the theme from putting dark pictures on a white ground. E-books
    are HTML too: they get the wide light image alone.
    """
    if translator.builder.name == "epub":
        visit_other(translator, node)
        return
    wide, narrow = node.children
    classes = " ".join(node["classes"])
    translator.body.append(
        f'<picture class="{classes}"><source media="{PHONE}" srcset="{_address(translator, narrow)}" '
        f'width="{narrow["across"]}" height="{narrow["down"]}"/>'
        f'<img class="dark-light" src="{_address(translator, wide)}" alt="{html.escape(node["alt"], quote=True)}" '
        f'width="{wide["across"]}" height="{wide["down"]}" decoding="async" loading="lazy"/></picture>'
    )
    raise nodes.SkipNode


def visit_other(translator, node: picture) -> None:
    """Elsewhere the wide image stands for both; dark versions are left out."""
    if "only-dark" in node["classes"]:
        raise nodes.SkipNode
    node.children = node.children[:1]


def depart(translator, node: picture) -> None:
    """Nothing to close."""


def register(app) -> None:
    """Tell every builder how to write a picture."""
    other = (visit_other, depart)
    # Not for "epub" by name: Sphinx would then take no other extension's HTML writers for e-books.
    app.add_node(picture, html=(visit_html, depart), latex=other, text=other, man=other, texinfo=other)
