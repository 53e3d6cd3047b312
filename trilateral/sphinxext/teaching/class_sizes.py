"""What the page on class sizes says, from measurements.

Tables are made by ``kernel-table`` and ``class-sizes``, words in a sentence by the role ``kernel-fact``; ``sized``
shows code in which names of facts in braces, such as ``{limit}``, are filled in.
"""
from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxRole

from trilateral.sphinxext import ledger_facts
from trilateral.sphinxext.teaching import sizing
from trilateral.sphinxext.teaching.plans import Teaching
from trilateral.theme.formats import NBSP

ROOM = {"students": int, "share": float, "why": str}
"""What a row of the directive ``class-sizes`` says."""


def measurements(env) -> sizing.Measurements:
    """The measurements beside the book's pages; the page that asks is read again when they change."""
    path = Path(env.srcdir) / sizing.FILE
    env.note_dependency(str(path))
    try:
        return sizing.read(path)
    except sizing.SizingError as error:
        raise ExtensionError(str(error)) from None


def facts(found: sizing.Measurements) -> dict[str, str]:
    """Every fact by its name, in words for a sentence."""
    return {
        "empty": megabytes(found.empty.mb),
        "server": megabytes(found.server.mb),
        "largest": megabytes(found.largest.mb),
        "smallest": megabytes(min(each.mb for each in found.pages.values())),
        "student": megabytes(found.student),
        "limit": megabytes(found.limit),
        "bare limit": str(found.limit),
        "bare student": f"{found.student:.0f}",
        "hub": megabytes(sizing.HUB),
        "step": megabytes(sizing.STEP),
        "headroom": f"{sizing.HEADROOM:.0%}",
        "slowest": f"{found.slowest.seconds:.1f}{NBSP}seconds",
        "start": f"{max(each.start for each in found.pages.values()):.1f}{NBSP}seconds",
        "start times": f"{max(each.start_times for each in found.pages.values()):.1f}",
        "rush": f"{sizing.RUSH // 60}{NBSP}minutes",
        "made": found.made,
    }


def megabytes(value: float) -> str:
    """Megabytes below a thousand, else whole gigabytes, rounded up: memory is bought so."""
    return f"{value:,.0f}{NBSP}MB" if value < 1000 else f"{math.ceil(value / 1000):,}{NBSP}GB"


class KernelFact(SphinxRole):
    """``{kernel-fact}`limit``` puts a measurement, or what follows from it, into a sentence."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The fact."""
        found = facts(measurements(self.env))
        if self.text not in found:
            place = f"{self.env.docname}, line {self.lineno}"
            raise ExtensionError(f"{place}: no fact {self.text!r} on kernels; there are {', '.join(found)}")
        return [nodes.inline("", found[self.text])], []


class KernelTable(Teaching):
    """``kernel-table``: a row a page, with what its kernel held and how long a processor had to work for it."""

    def run(self) -> list[nodes.Node]:
        """The table; a page that is not in the book has no row."""
        found = measurements(self.env)
        lines: list[tuple[Any, sizing.Measured]] = [("An empty kernel", found.empty), (sizing.SERVER, found.server)]
        lines += [(self.inline(f"{{doc}}`/{page}`"), each) for page, each in found.pages.items()
                  if page in self.env.found_docs]
        rows = [[name, f"{each.mb:.0f}", f"{each.times:.1f}", f"{each.start_times:.1f}", f"{each.seconds:.1f}"]
                for name, each in lines]
        titles = ["Page", "Memory (MB)", "Times an empty kernel's", "Start, times an empty kernel's", "Whole page (s)"]
        return [right(ledger_facts.table(titles, rows, "Memory and time of kernels, page by page"))]


class ClassSizes(Teaching):
    """``class-sizes``: its content lists classes by ``students``, the ``share`` that is there at once, and why."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The table, a row a class."""
        found = measurements(self.env)
        rows = []
        for number, row in enumerate(self.content_as_yaml() or [], 1):
            try:
                room(row)
            except ValueError as error:
                raise self.fault(f"row {number}{error}") from None
            size = found.size(row["students"], row["share"])
            rows.append([f"{size.students:,}", self.inline(f"{row['share']:.0%}: {row['why']}"), f"{size.at_once:,}",
                         megabytes(size.mb), f"{size.processors:,}"])
        titles = ["Students", "Share at once, and why", "At once", "Memory", "Processors"]
        return [right(ledger_facts.table(titles, rows, "Memory and processors by size of class"))]


def room(row: Any) -> None:
    """Say what is wrong with a row of ``class-sizes``, if anything is."""
    if not isinstance(row, dict) or set(row) != set(ROOM):
        raise ValueError(f": {row!r}; a mapping of {', '.join(ROOM)} is expected")
    for key, kind in ROOM.items():
        if type(row[key]) is not kind:
            raise ValueError(f", field {key}: {row[key]!r}; {kind.__name__} is expected")
    if row["students"] < 1 or not 0 < row["share"] <= 1:
        raise ValueError(f": {row!r}; students from 1 and a share above 0 and up to 1.0 are expected")


def right(holder: nodes.container) -> nodes.container:
    """Columns whose cells all begin with a digit, units and points included, stand to the right as well."""
    body = next(holder.findall(nodes.tbody))
    every = [*next(holder.findall(nodes.thead)), *body]
    for place in range(len(body[0])):
        if all(row[place].astext()[:1].isdigit() and "%" not in row[place].astext() for row in body):
            for row in every:
                row[place]["classes"] = ["number"]
    return holder


class Sized(Teaching):
    """``sized LANGUAGE``: its content as code, with facts filled in."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """The block."""
        words = "\n".join(self.content)
        for name, fact in facts(measurements(self.env)).items():
            words = words.replace(f"{{{name}}}", fact)
        return [nodes.literal_block(words, words, language=self.arguments[0])]


def register(app) -> None:
    """Make the role and the directives known."""
    app.add_role("kernel-fact", KernelFact())
    app.add_directive("kernel-table", KernelTable)
    app.add_directive("class-sizes", ClassSizes)
    app.add_directive("sized", Sized)
