"""The directives ``unit-goals`` and ``unit-objectives``: what units teach, by field of study and one by one."""
from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList

from trilateral.sphinxext import ledger_facts
from trilateral.sphinxext.teaching.markup import element
from trilateral.sphinxext.teaching.plans import Teaching
from trilateral.teaching import units

HEADING = "What you will be able to do"
_OWN_GLUE = re.compile(r"(\{glue:text\}`)(?!\S*::)")


def objectives(root: Path, unit: units.Unit) -> list[str]:
    """A unit's objectives as MyST text; glued values of its page are asked for from there."""
    text = (root / f"{unit.page}.md").read_text("utf-8")
    section = text.partition(f"\n## {HEADING}\n")[2].partition("\n## ")[0]
    found = re.findall(r"^- (.+)$", section, re.M)
    if not found:
        raise ValueError(f"{unit.page}.md, section {HEADING}: no list; a line a goal that begins with '- ' is expected")
    return [_OWN_GLUE.sub(rf"\1/{unit.page}.md::", line) for line in found]


class UnitGoals(Teaching):
    """``unit-goals``: its content maps each field of study to goals; beside them stand the units of that field."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The table, a row a field."""
        goals = self.content_as_yaml()
        if not isinstance(goals, dict) or set(goals) != set(units.FIELDS) or not all(
                isinstance(listed, list) and listed for listed in goals.values()):
            raise self.fault(f"a list of goals for each of {', '.join(units.FIELDS)} is expected")
        found = self.units()
        links = {field: [f"{{doc}}`Unit {number} </{unit.page}>`" for number, unit in enumerate(found, 1)
                         if field in unit.fields] for field in goals}
        rows = [[field.capitalize(), "", self.inline(", ".join(links[field]))] for field in goals]
        titles = ["Field", "At the end a student can", "Units"]
        holder = ledger_facts.table(titles, rows, "Goals by field and their units")
        for row, listed in zip(next(holder.findall(nodes.tbody)), goals.values(), strict=True):
            points = [nodes.list_item("", nodes.paragraph("", "", self.inline(goal))) for goal in listed]
            row[1].children.clear()
            row[1] += nodes.bullet_list("", *points)
        return [holder]


class UnitObjectives(Teaching):
    """``unit-objectives``: a folded list of the objectives of every unit, as the units state them."""

    def run(self) -> list[nodes.Node]:
        """One fold a unit would be many; one fold holds them all."""
        lines = []
        for unit in self.units():
            try:
                listed = objectives(Path(self.env.srcdir), unit)
            except ValueError as error:
                raise self.fault(error) from None
            lines += [f"{{doc}}`/{unit.page}` ({', '.join(unit.fields)})", "", *(f"- {line}" for line in listed), ""]
        body = element("div", classes="fold-body")
        self.state.nested_parse(StringList(lines, source=self.env.docname), self.content_offset, body)
        return [element("details", element("summary", "What each unit promises"), body, classes="fold unit-objectives")]


def register(app) -> None:
    """Make the directives known."""
    app.add_directive("unit-goals", UnitGoals)
    app.add_directive("unit-objectives", UnitObjectives)
