"""Tables for ears: a name for each, and headings that say whether they head a column or a row (WCAG 1.3.1).

A caption that is shown numbers a table; the names given here are heard only, and number nothing.
For eyes, columns of numbers are told from words, so that their digits stand below each other.
"""
from __future__ import annotations

import html
import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

_NUMBER = re.compile(r"[-−+]?\d[\d,.]*(?:\s?%)?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HEAD = re.compile(r'<th class="([^"]*)"(?! scope)')


class table_name(nodes.Invisible, nodes.Element):
    """The name of a table that has no caption; attribute ``words``."""


class TableHeads(SphinxPostTransform):
    """Name tables without a caption, head rows with the first column where that names them, and mark numbers."""

    default_priority = 250  # after sphinx-design has made its drop-downs

    def run(self, **kwargs) -> None:
        """Change the tables of the page."""
        given: list[str] = []
        for table in self.document.findall(nodes.table):
            if not any(isinstance(child, nodes.title) for child in table):
                given.append(name(table))
                often = given.count(given[-1])
                table.insert(0, table_name(words=given[-1] + (f" ({often})" if often > 1 else "")))
            for group in table.findall(nodes.tgroup):
                if names_rows(group):
                    next(group.findall(nodes.colspec))["stub"] = 1
                mark_numbers(group)


def name(table: nodes.table) -> str:
    """What its maker called it (attribute ``named``), or what the table stands below."""
    if "named" in table:
        return table["named"]
    record = _above(table, "claim-record")
    if record is not None:
        before = table.parent[table.parent.index(table) - 1]
        rows_of = [literal.astext() for literal in before.findall(nodes.literal)]
        return f"{record['names'][0].upper()}, evidence" + (f": rows of {rows_of[-1]}" if rows_of else "")
    folded = _above(table, "sd-dropdown")
    return next((folded if folded is not None else _section(table)).findall(nodes.Text)).astext().strip()


def _above(node: nodes.Node, name: str) -> nodes.Element | None:
    while node is not None and name not in (node.get("classes", []) if isinstance(node, nodes.Element) else []):
        node = node.parent
    return node


def _section(node: nodes.Node) -> nodes.Element:
    while not isinstance(node, nodes.section):
        node = node.parent
    return node


def names_rows(group: nodes.tgroup) -> bool:
    """Whether the first column has another entry for each row, and none is empty or spans rows."""
    rows = [row.children for body in group.findall(nodes.tbody) for row in body.children]
    if group["cols"] < 2 or any("morerows" in entry or "morecols" in entry for row in rows for entry in row):
        return False
    words = [_words(row[0]) for row in rows]
    return all(words) and len(set(words)) == len(words)


def mark_numbers(group: nodes.tgroup) -> None:
    """Give the class ``number`` to the columns, heads included, that hold numbers and nothing else; years are names."""
    rows = [row.children for part in group.children if isinstance(part, (nodes.thead, nodes.tbody))
            for row in part.children]
    if any("morerows" in entry or "morecols" in entry for row in rows for entry in row):
        return
    body = [row.children for part in group.findall(nodes.tbody) for row in part.children]
    for place in range(1, group["cols"]):
        said = [words for row in body if (words := row[place].astext().strip())]
        if said and all(map(_NUMBER.fullmatch, said)) and not all(map(_YEAR.fullmatch, said)):
            for row in rows:
                if "number" not in row[place]["classes"]:
                    row[place]["classes"].append("number")


def _words(entry: nodes.entry) -> str:
    claims = [node["claim"] for node in entry.findall() if isinstance(node, nodes.Element) and "claim" in node]
    return " ".join([entry.astext(), *claims]).strip()


def scopes(app, pagename, templatename, context, doctree) -> None:
    """Say of each heading what it heads; docutils writes only that it is one."""
    if context.get("body"):
        context["body"] = _HEAD.sub(_scope, context["body"])


def _scope(found: re.Match) -> str:
    side = "col" if "head" in found[1].split() else "row"
    return f'{found[0]} scope="{side}"'


def visit_html(translator, node: table_name) -> None:
    """A caption that is heard and not seen."""
    translator.body.append(f'<caption class="heard">{html.escape(node["words"])}</caption>')
    raise nodes.SkipNode


def skip(translator, node: table_name) -> None:
    """Elsewhere a table has its place."""
    raise nodes.SkipNode


def register(app) -> None:
    """Make the node known and connect to Sphinx."""
    app.add_node(table_name, html=(visit_html, None), latex=(skip, None), text=(skip, None), man=(skip, None),
                 texinfo=(skip, None))
    app.add_post_transform(TableHeads)
    app.connect("html-page-context", scopes)
