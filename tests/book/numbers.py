"""A small linter: results are computed and glued, so prose may hold no typed number.

Allowed are years, days of a date, and what ``numbers_allowed.yml`` lists with its reason.
"""
from __future__ import annotations

import ast
import re
from pathlib import Path

FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(.*?)^```$", re.S | re.M)
FENCE = re.compile(r"^(`{3,}|~{3,}|:{3,})\{?[^\n]*\n.*?^\1$", re.S | re.M)
QUIET = re.compile(
    r"\{[^}\s]+\}`[^`]*`"  # a role with its text: glued numbers, citations, references
    r"|`[^`]*`"  # code
    r"|\]\([^)]*\)"  # the target of a link
    r"|<[^>]*>|https?://\S+"
    r"|^\s*\d+\.\s"  # the number of a list item
    r"|^# Unit \d+(?=: )|^- \d+ points?(?=: )"  # a unit's number, and what a line of its rubric is worth
    r"|^\s*:[a-z-]+:[^\n]*",  # an option of a directive
    re.M,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b\d{{1,2}}(?: and \d{{1,2}}| to \d{{1,2}})? (?:{MONTHS})\b")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d(?:[-–](?:(?:1[89]|20)\d\d|\d\d))?\b(?![.,]\d)")
NUMBER = re.compile(r"(?<![\w])[−-]?\d[\d.,]*\d%?|(?<![\w])\d%?")
TEXTS = {"caption", "alt", "units", "note"}


def prose(text: str) -> str:
    """The words of a page, other things blanked so that lines keep their numbers."""
    for pattern in (FRONT, CELL, FENCE, QUIET):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def typed_numbers(text: str) -> list[tuple[int, str]]:
    """Line and text of every number that is neither a year nor a day."""
    for pattern in (DATE, YEAR):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return [(text.count("\n", 0, match.start()) + 1, match[0]) for match in NUMBER.finditer(text)]


def cell_texts(page: str) -> list[tuple[int, str]]:
    """Line and literal text of captions, alternative texts and credits in the page's code cells."""
    found = []
    for match in CELL.finditer(page):
        offset = page.count("\n", 0, match.start(1))
        code = "\n".join("" if line.startswith(":") else line for line in match[1].split("\n"))
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.keyword) and node.arg in TEXTS:
                words = [n for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
                arguments = {id(a) for call in ast.walk(node.value) if isinstance(call, ast.Call)
                             for a in ast.walk(call) if isinstance(a, ast.Constant)}
                found += [(offset + w.lineno, w.value) for w in words if id(w) not in arguments]
    return found


def check(path: Path, allowed: list[str]) -> list[str]:
    """Messages on every typed number of a page, but for the allowed ones."""
    page = path.read_text("utf-8")
    hits = typed_numbers(prose(page))
    hits += [(line, number) for line, words in cell_texts(page) for _, number in typed_numbers(words)]
    return [
        f"{path.name} line {line}: the number {number} is typed; compute and glue it, or allow it with a reason"
        for line, number in hits if number not in allowed
    ]
