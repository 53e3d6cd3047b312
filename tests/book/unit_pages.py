"""A teaching unit's page, taken apart as it is written: sections, exercises, cells, the self-test."""
from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import yaml

from tests.book import contents, text

CELL = re.compile(r"^```\{code-cell\} ipython3\n(?::tags: \[([^\]]*)\]\n)?(.*?)^```$", re.S | re.M)
EXERCISE = re.compile(r"^```\{exercise-start\} ([^\n]+)\n:label: (\S+)\n:class: (\S+)\n```\n(.*?)"
                      r"^```\{exercise-end\}\n```\n(.*?)^```\{solution-start\} (\S+)\n:class: dropdown\n```\n(.*?)"
                      r"^```\{solution-end\}\n```$", re.S | re.M)
SELF_TEST = re.compile(r"^```\{self-test\}\n(.*?)^```$", re.S | re.M)
CALL = re.compile(r"^check\((?:\n\s*)?\"(\w+)\", (.+?), kind=\"(\w+)\"(.*?)\)$", re.S | re.M)


@dataclass(frozen=True)
class Exercise:
    """What is asked, the cells between question and solution, and what the solution holds."""

    title: str
    label: str
    kind: str
    asked: str
    between: str
    solves: str
    solution: str

    def cells(self) -> list[tuple[tuple[str, ...], str]]:
        """Tags and code of every cell, in order."""
        return [cell for part in (self.between, self.solution) for cell in cells(part)]

    def checks(self) -> list[re.Match]:
        """The calls of its check cells: name, value, kind, further arguments."""
        return [CALL.search(code) for tags, code in self.cells() if "check" in tags]


def cells(part: str) -> list[tuple[tuple[str, ...], str]]:
    """Tags and code of the cells in a part of a page."""
    return [(tuple((tags or "").replace(" ", "").split(",")), code) for tags, code in CELL.findall(part)]


@functools.lru_cache(maxsize=32)
def page(name: str) -> str:
    """The page's text."""
    return contents.source(name).read_text("utf-8")


def sections(name: str) -> dict[str, str]:
    """Title of each section and its text; the code's own signs of a heading do not count."""
    return dict(text.sections(re.sub(r"^## (?=.*\n```$)", "", page(name), flags=re.M))[1:])


def exercises(name: str) -> list[Exercise]:
    """The exercises in order."""
    return [Exercise(*found) for found in EXERCISE.findall(page(name))]


def self_test(name: str) -> list[dict]:
    """The questions of the self-test as YAML gives them."""
    return yaml.safe_load(SELF_TEST.search(page(name))[1])
