"""Custom properties that no rule, page or script asks for: a theme declares hundreds."""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_NAME = re.compile(r"--[\w-]+")
_ASKED = re.compile(r"var\(\s*(--[\w-]+)")
# A value goes on past what stands in quotes and brackets: pictures as data hold semicolons.
_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^()"'])*\)|[^;{}"'])*"""
_DECLARED = re.compile(rf"(?<=[{{;])\s*(--[\w-]+):{_VALUE}(?:;|(?=\}}))")


def named(out: Path, texts: Iterable[str]) -> frozenset[str]:
    """Everything in pages, scripts and figures of a built book that could be the name of a custom property."""
    found: set[str] = set()
    for text in texts:
        found.update(_NAME.findall(text))
    for script in out.rglob("*.js"):
        found.update(_NAME.findall(script.read_text("utf-8", errors="replace")))
    return frozenset(found)


def asked(sheet: str) -> frozenset[str]:
    """Custom properties that a style sheet takes its values from."""
    return frozenset(_ASKED.findall(sheet))


@lru_cache(maxsize=8)
def pruned(sheet: str, kept: frozenset[str]) -> str:
    """A style sheet without declarations of custom properties that neither it nor ``kept`` names."""
    left = _without(sheet, kept | asked(sheet))
    while left != sheet:  # a property that is gone asks for no other
        sheet, left = left, _without(left, kept | asked(left))
    return left


def _without(sheet: str, wanted: frozenset[str]) -> str:
    return _DECLARED.sub(lambda found: found[0] if found[1] in wanted else "", sheet)
