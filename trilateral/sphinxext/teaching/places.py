"""Where a page's code cells stand, as comments in its HTML.

A removed cell leaves nothing on the page, and a visible one neither its number nor its tags. Notebooks to hand out are
made from finished pages and need every cell, in its place.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from myst_nb.core.read import create_nb_reader

MARK = re.compile(r"<!-- cell (\d+) -->")
# What may stand before or behind a cell, apart from the cells themselves.
BLOCKS = (nodes.section, nodes.Body)


def mark(app, doctree: nodes.document) -> None:
    """Put a comment before each cell, or where a removed one would stand; cells are counted from 0, prose left out."""
    if app.builder.name != "html":
        return
    env = app.env
    path = Path(env.doc2path(env.docname))
    text = path.read_text("utf-8")
    reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
    if reader is None:
        return
    notebook = reader.read(text)
    lines = notebook.metadata.get("source_map")
    shown = {node["cell_index"]: node for node in doctree.findall(nodes.container) if "cell_index" in node}
    count = 0
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        comment = nodes.raw("", f"<!-- cell {count} -->", format="html")
        count += 1
        after = shown.get(index)
        if after is None and lines:
            after = next(_behind(doctree, lines[index]), None)
        if after is None:
            doctree.append(comment)
        else:
            after.parent.insert(after.parent.index(after), comment)


def _behind(doctree: nodes.document, line: int) -> Iterator[nodes.Element]:
    """Blocks of the page that stand behind a line of its source (counted from 0), outermost first."""
    for node in doctree.findall(lambda node: isinstance(node, BLOCKS)):
        if (node.line or 0) > line + 1 and isinstance(node.parent, (nodes.section, nodes.document, nodes.Admonition)):
            yield _outside(node)


def _outside(node: nodes.Element) -> nodes.Element:
    """The exercise or solution that begins with a block, which itself has no line: a cell stood before all of it."""
    while isinstance(node.parent, nodes.Admonition) or isinstance(node.parent.parent, nodes.Admonition):
        if node is not next(child for child in node.parent if not isinstance(child, nodes.title)):
            break
        node = node.parent
    return node


def register(app) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-read", mark)
