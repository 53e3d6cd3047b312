"""Every figure that the chapters show, gathered by running their cells without laying pages out."""
from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from trilateral import figures, paths

CELL = re.compile(r"^```\{code-cell\} ipython3\n((?::[^\n]*\n)*)(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Shown:
    """A figure as a chapter hands it over."""

    chapter: str
    name: str
    drawn: Any
    texts: dict[str, Any]

    def __str__(self) -> str:
        return self.name


@functools.lru_cache(maxsize=1)
def shown() -> tuple[Shown, ...]:
    """All of them: the front page's, then in the order of the chapters' names."""
    pages = [paths.book_dir() / "book" / "index.md", *sorted(paths.book_dir().glob("notebooks/*.md"))]
    return tuple(each for path in pages for each in _chapter(path))


def _chapter(path) -> list[Shown]:
    """Run one chapter's cells in order; only what it would put on the page is kept back."""
    found: list[Shown] = []
    real = figures.show, figures.table, figures.number
    figures.show = lambda name, drawn, **texts: found.append(Shown(path.stem, name, drawn, texts))
    figures.table = figures.number = lambda *args, **options: None
    space: dict[str, Any] = {"__name__": "__main__", "print": lambda *args, **options: None}
    try:
        for cell in CELL.finditer(path.read_text("utf-8")):
            exec(compile(cell[2], f"{path.name}, a cell", "exec"), space)
    finally:
        figures.show, figures.table, figures.number = real
    return found
