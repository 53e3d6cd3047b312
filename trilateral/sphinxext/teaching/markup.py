"""One node for the elements of HTML that Sphinx has no node for."""
from __future__ import annotations

import html

from docutils import nodes

PHRASES = {"dd", "dt", "h3", "label", "legend", "li", "p", "span", "strong", "summary"}


class tagged(nodes.General, nodes.Element):
    """An element ``tag`` with ``attributes``, None for one without a value; other writers take what it holds."""


class phrase(tagged, nodes.TextElement):
    """One that holds words, links among them."""


def element(tag: str, *children: nodes.Node | str, classes: str = "", ids: tuple[str, ...] = (),
            **attributes: str | int | None) -> tagged:
    """Make one. An underscore in the name of an attribute is a hyphen."""
    held = [nodes.Text(child) if isinstance(child, str) else child for child in children]
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    kept = {"tag": tag, "attributes": named, "classes": classes.split(), "ids": list(ids)}
    return phrase("", "", *held, **kept) if tag in PHRASES else tagged("", *held, **kept)


def visit_html(translator, node: tagged) -> None:
    """The opening tag."""
    parts = [node["tag"]]
    if node["ids"]:
        parts.append(f'id="{node["ids"][0]}"')
    if node["classes"]:
        parts.append(f'class="{" ".join(node["classes"])}"')
    for name, value in node["attributes"].items():
        parts.append(name if value is None else f'{name}="{html.escape(str(value), quote=True)}"')
    translator.body.append(f"<{' '.join(parts)}>")


def depart_html(translator, node: tagged) -> None:
    """The closing tag."""
    if node["tag"] != "input":
        translator.body.append(f"</{node['tag']}>")


def pass_by(translator, node: tagged) -> None:
    """What it holds is written as if it were not there."""


def register(app) -> None:
    """Tell every builder how to write it."""
    other = (pass_by, pass_by)
    for node in (tagged, phrase):
        app.add_node(node, html=(visit_html, depart_html), latex=other, text=other, man=other, texinfo=other)
