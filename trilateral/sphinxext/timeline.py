"""The directive ``timeline-table``: all events of the table ``timeline``, with sources, tied to claims by badges.

A badge here is a link without a preview, and does not count as telling the claim.
"""
from __future__ import annotations

import hashlib
import json
from datetime import date

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from trilateral import tables
from trilateral.sphinxext import claims

NAME = "timeline-table"
TITLES = ("No.", "Date", "Whose", "Event", "Claims", "Source")


class TimelineTable(SphinxDirective):
    """``timeline-table CAPTION``: one row an event, numbered as in the figure."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """The table in its frame, with caption, number and credit."""
        self.env.trilateral_timeline_pages = getattr(self.env, "trilateral_timeline_pages", set()) | {self.env.docname}
        book = claims.book(self.env)
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in TITLES), cols=len(TITLES))
        group += nodes.thead("", _row([[nodes.Text(title)] for title in TITLES]))
        group += nodes.tbody("", *(_row(_cells(row, book)) for row in rows()))
        table = nodes.table("", nodes.title("", self.arguments[0]), group, classes=["block", "colwidths-auto"])
        table["names"].append(NAME)
        self.set_source_info(table)
        self.state.document.note_explicit_target(table, table)
        credit = nodes.paragraph("", f"Source: {tables.manifest('timeline').credit}", classes=["credit"])
        return [nodes.container("", table, credit, classes=["block-table", "timeline"])]


def rows() -> list[dict]:
    """Events as the page shows them, numbered from one in order of time."""
    frame = tables.load("timeline")
    return [{**row, "number": number} for number, row in enumerate(frame.to_dict("records"), 1)]


def _cells(row: dict, book: dict) -> list[list[nodes.Node]]:
    ids = row["claims"].split() if not pd.isna(row["claims"]) else []
    badges = [node for id in ids for node in (claims.badge(book[id]), nodes.Text(" "))][:-1]
    source = nodes.reference("", row["source_title"], refuri=row["url"])
    return [[nodes.Text(str(row["number"]))], [nodes.Text(when(row["date"], row["precision"]))],
            [nodes.Text(row["lane"])], [nodes.Text(row["event"])], badges or [nodes.Text("none")],
            [source, nodes.Text(f", {row['publisher']}")]]


def when(iso: str, precision: str) -> str:
    """A date as far as it is known: 3 December 2024, September 2022, 1967."""
    day = date.fromisoformat(iso)
    return {"day": f"{day.day} {day:%B} {day.year}", "month": f"{day:%B} {day.year}", "year": f"{day.year}"}[precision]


def _row(cells: list[list[nodes.Node]]) -> nodes.row:
    entries = (nodes.entry("", nodes.paragraph("", "", *cell), classes=["number"] if place == 0 else [])
               for place, cell in enumerate(cells))
    return nodes.row("", *entries)


def outdated(app, env, added, changed, removed) -> list[str]:
    """The page is read again when an event or a verdict has changed."""
    pages, before = getattr(env, "trilateral_timeline_pages", set()), getattr(env, "trilateral_timeline", None)
    if not pages:
        return []
    verdicts = [(id, one.verdict) for id, one in claims.book(env).items()]
    shown = [{name: str(value) for name, value in row.items()} for row in rows()]
    env.trilateral_timeline = hashlib.sha256(json.dumps([shown, verdicts]).encode()).hexdigest()
    return sorted(pages & set(env.found_docs)) if before != env.trilateral_timeline else []


def merge(app, env, docnames, other) -> None:
    """Pages read by another process."""
    both = getattr(env, "trilateral_timeline_pages", set()) | getattr(other, "trilateral_timeline_pages", set())
    if both:
        env.trilateral_timeline_pages = both


def register(app) -> None:
    """Make the directive known."""
    app.add_directive(NAME, TimelineTable)
    app.connect("env-get-outdated", outdated)
    app.connect("env-merge-info", merge)
