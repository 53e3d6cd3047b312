"""The directives ``unit-table`` and ``unit-plan``: how long units take, and plans of teaching that add them up.

Minutes come from the units' own pages, so that a plan which no longer fits its time says so when the book is built.
"""
from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from myst_nb.core.read import read_myst_markdown_notebook
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from trilateral.sphinxext import ledger_facts
from trilateral.teaching import units

KEYS = {"do": str, "unit": str, "parts": list, "minutes": int, "home": bool, "week": int}
"""What a step of a plan may say, each with its kind."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Step:
    """One step of a plan: MyST text, minutes, whether it is done at home, and its week, 0 in a plan of one day."""

    words: str
    minutes: int
    home: bool
    week: int


def steps(rows: Any, known: dict[str, units.Unit]) -> list[Step]:
    """Read the rows of a plan.

    Parameters
    ----------
    rows
        A list of mappings with some of :data:`KEYS`: ``do`` and ``minutes``, or ``unit`` and ``parts`` of it, whose
        minutes are the unit's; ``do`` may stand behind a unit's parts too.
    known
        Units by name.

    Raises
    ------
    ValueError
        One line with the number of the row, the field, its value and what is expected.
    """
    if not isinstance(rows, list):
        raise ValueError(f"{rows!r}; a list of steps is expected")
    return [_step(f"step {number}", row, known) for number, row in enumerate(rows, 1)]


def _step(place: str, row: Any, known: dict[str, units.Unit]) -> Step:
    if not isinstance(row, dict):
        raise ValueError(f"{place}: {row!r}; a mapping of {', '.join(KEYS)} is expected")
    for key, value in row.items():
        if type(value) is not KEYS.get(key):
            expected = f"{KEYS[key].__name__} is expected" if key in KEYS else f"expected one of {', '.join(KEYS)}"
            raise ValueError(f"{place}, field {key}: {value!r}; {expected}")
    words, minutes = row.get("do", ""), row.get("minutes", 0)
    if "unit" in row:
        unit = known.get(row["unit"])
        if unit is None:
            raise ValueError(f"{place}, field unit: {row['unit']!r}; expected one of {', '.join(known)}")
        parts = row.get("parts", list(units.PARTS))
        if not parts or not all(part in units.PARTS for part in parts):
            raise ValueError(f"{place}, field parts: {parts!r}; expected some of {', '.join(units.PARTS)}")
        minutes += sum(unit.minutes[part] for part in parts)
        named = "the whole unit" if len(parts) == len(units.PARTS) else _listed([units.PARTS[part] for part in parts])
        words = f"{{doc}}`/{unit.page}`: {named}" + (f"; {words}" if words else "")
    if not words or minutes <= 0:
        raise ValueError(f"{place}: {row!r}; words in do and minutes above 0 are expected, or a unit")
    return Step(words, minutes, row.get("home", False), row.get("week", 0))


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def points(root: Path, unit: units.Unit) -> int:
    """Points of a unit: those of its checks, and those for the criticism of a source."""
    notebook = read_myst_markdown_notebook((root / f"{unit.page}.md").read_text("utf-8"))
    calls = [node for cell in notebook.cells if "check" in cell.metadata.get("tags", [])
             for node in ast.walk(ast.parse(cell.source))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "check"]
    given = [{word.arg: word.value for word in call.keywords}.get("points") for call in calls]
    return unit.source_criticism_points + sum(1 if value is None else ast.literal_eval(value) for value in given)


class Teaching(SphinxDirective):
    """What the directives of the guide share: the units, and links to them."""

    def units(self) -> list[units.Unit]:
        """All units, in order; the page is read again when one of them changes."""
        root = Path(self.env.srcdir)
        try:
            found = units.every(root)
        except units.UnitError as error:
            raise ExtensionError(str(error)) from None
        for file in ("_toc.yml", *(f"{unit.page}.md" for unit in found)):
            self.env.note_dependency(str(root / file))
        return found

    def inline(self, text: str) -> nodes.inline:
        """MyST text as one node."""
        found, messages = self.state.inline_text(text, self.lineno)
        return nodes.inline("", "", *found, *messages)

    def content_as_yaml(self) -> Any:
        """The directive's content, read as YAML."""
        try:
            return yaml.safe_load("\n".join(self.content))
        except yaml.YAMLError as error:
            raise self.fault(f"{' '.join(str(error).split())}; YAML is expected") from None

    def fault(self, what: object) -> ExtensionError:
        """An error that says where."""
        return ExtensionError(f"{self.env.docname}, line {self.lineno}, {self.name}: {what}")


class UnitTable(Teaching):
    """``unit-table``: a row a unit, with its level, minutes by part and in all, and points."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        root = Path(self.env.srcdir)
        found = self.units()
        rows = [[self.inline(f"{{doc}}`/{unit.page}`"), unit.level, *(str(unit.minutes[part]) for part in units.PARTS),
                 str(unit.all_minutes), str(points(root, unit))] for unit in found]
        titles = ["Unit", "Level", *(words.capitalize() for words in units.PARTS.values()), "In all", "Points"]
        return [ledger_facts.table(titles, rows, "Units, minutes of their parts and points")]


class UnitPlan(Teaching):
    """``unit-plan NAME``: a plan of a class (``minutes`` long), or of one class a week where steps have a week."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"minutes": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """The table, and what it adds up to."""
        if "minutes" not in self.options:
            raise self.fault("no option minutes; the length of a class is expected")
        try:
            plan = steps(self.content_as_yaml(), {unit.name: unit for unit in self.units()})
        except ValueError as error:
            raise self.fault(error) from None
        rows = [[when, self.inline(step.words), str(step.minutes)]
                for when, step in zip(moments(plan), plan, strict=True)]
        fullest, room = max(in_class(plan).values()), self.options["minutes"]
        if fullest > room:
            log.warning("unit-plan %s takes %d minutes of %d", self.arguments[0], fullest, room,
                        location=(self.env.docname, self.lineno))
        total = nodes.paragraph("", summary(plan, room), classes=["plan-total"])
        return [ledger_facts.table(["When", "What", "Minutes"], rows, self.arguments[0]), total]


def moments(plan: list[Step]) -> list[str]:
    """When each step is: hours and minutes since the class began, or its week, or at home."""
    found, passed = [], 0
    for step in plan:
        if step.week:
            found.append(f"Week {step.week}" + (", at home" if step.home else ""))
        elif step.home:
            found.append("At home, after" if passed else "At home, before")
        else:
            found.append(f"{passed // 60}:{passed % 60:02d}")
            passed += step.minutes
    return found


def in_class(plan: list[Step]) -> dict[int, int]:
    """Minutes in class by week."""
    return {week: sum(step.minutes for step in plan if step.week == week and not step.home)
            for week in sorted({step.week for step in plan})}


def summary(plan: list[Step], room: int) -> str:
    """What a plan adds up to, in words."""
    taken = in_class(plan)
    home = sum(step.minutes for step in plan if step.home)
    if len(taken) == 1:
        return f"In class {max(taken.values())} of {room} minutes" + (f"; at home {home}." if home else ".")
    return (f"In class at most {max(taken.values())} of {room} minutes a week; at home {home} minutes in all, "
            f"{round(home / len(taken))} a week.")


def register(app) -> None:
    """Make the directives known."""
    app.add_directive("unit-table", UnitTable)
    app.add_directive("unit-plan", UnitPlan)
