"""What readers will find changed: two tellings of the chapters compared."""
from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from trilateral import paths
from trilateral.update.telling import Chapter

Telling = Mapping[str, Chapter]
GLUE = re.compile(r"\{glue:text\}`(?:[^`:]*/(?P<page>[\w-]+)\.md::)?(?P<name>[^`:]+)(?::[^`]*)?`")
LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
ROLE = re.compile(r"\{(?P<role>[\w:-]+)\}`(?P<text>[^`]*)`")


@dataclass(frozen=True)
class NumberChange:
    """A number of the prose that changes; one that there is not before or after is empty there."""

    chapter: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Sentence:
    """A line of prose with numbers that change: as a reader has it before and after, and both at once."""

    page: str
    before: str
    after: str
    both: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class FigureChange:
    """A figure or table of a page: its texts before and after where they differ, and whether its data do.

    ``texts`` maps ``"caption"``, ``"credit"`` and ``"alt"`` to (before, after); ``state`` is ``"new"`` or ``"gone"``.
    ``cells`` has cells of a table: (row, column, before, after).
    """

    chapter: str
    name: str
    kind: str
    data: bool
    texts: dict[str, tuple[str, str]]
    cells: tuple[tuple[str, str, str, str], ...] = ()
    state: str = ""


@dataclass(frozen=True)
class Failure:
    """A chapter that does not run, or a figure that cannot be drawn, under the new data."""

    chapter: str
    figure: str
    why: str

    def __str__(self) -> str:
        what = f"figure {self.figure} cannot be drawn" if self.figure else "does not run"
        return f"chapter {self.chapter} {what}: {self.why}"


@dataclass(frozen=True)
class Retelling:
    """All that changes on pages.

    ``failures`` are new; ``failing`` names chapters that did not run under the old data either, ``mended`` those
    that run now. Of chapters that fail on either side only what both told is compared.
    """

    numbers: tuple[NumberChange, ...]
    sentences: tuple[Sentence, ...]
    figures: tuple[FigureChange, ...]
    failures: tuple[Failure, ...]
    failing: tuple[str, ...]
    mended: tuple[str, ...]


def compared(before: Telling, after: Telling) -> Retelling:
    """Compare two tellings of the same chapters."""
    names = [name for name in after if name in before]
    numbers = tuple(one for name in names for one in _numbers(name, before[name], after[name]))
    failed = {name for name in names if after[name].failure}
    broken = tuple(Failure(name, figure, why) for name in names for figure, why in after[name].broken.items())
    return Retelling(
        numbers, _sentences(numbers, before, after),
        tuple(one for name in names for one in _shown(name, before[name], after[name])),
        tuple(Failure(name, "", after[name].failure) for name in names if name in failed and not before[name].failure)
        + broken,
        tuple(name for name in names if name in failed and before[name].failure),
        tuple(name for name in names if name not in failed and before[name].failure),
    )


def to_draw(before: Telling, after: Telling) -> list[str]:
    """Figures that look otherwise under the new data, or are new."""
    return [figure for name in after for figure, shown in after[name].figures.items()
            if name not in before or before[name].figures.get(figure) != shown]


def _common(one: Mapping, other: Mapping, partial: bool) -> list[str]:
    """Names of either in the order of the page; where a chapter stopped half way, of both only."""
    return [name for name in (other | one if not partial else other) if not partial or name in one]


def _numbers(chapter: str, old: Chapter, new: Chapter) -> list[NumberChange]:
    names = _common(old.numbers, new.numbers, bool(old.failure or new.failure))
    pairs = [NumberChange(chapter, name, old.numbers.get(name, ""), new.numbers.get(name, "")) for name in names]
    return [one for one in pairs if one.before != one.after]


def _shown(chapter: str, old: Chapter, new: Chapter) -> list[FigureChange]:
    partial = bool(old.failure or new.failure)
    found = []
    for kind, mine, theirs in (("figure", old.figures, new.figures), ("table", old.tables, new.tables)):
        for name in _common(mine, theirs, partial):
            if mine.get(name) == theirs.get(name):
                continue
            one, other = mine.get(name, {}), theirs.get(name, {})
            texts = {field: (one[field], other[field]) for field in ("caption", "credit", "alt")
                     if one and other and field in one and one[field] != other[field]}
            cells = _cells(one, other) if kind == "table" and one and other else ()
            state = "" if one and other else "new" if other else "gone"
            found.append(FigureChange(chapter, name, kind, _data(one) != _data(other), texts, cells, state))
    return found


def _data(shown: Mapping) -> object:
    return shown.get("data") or (shown.get("columns"), shown.get("rows"))


def _cells(old: Mapping, new: Mapping) -> tuple[tuple[str, str, str, str], ...]:
    """Cells that differ; rows are matched by their first cells where these are unique, else by place."""
    mine, theirs = _rows(old), _rows(new)
    found = []
    for label in theirs | mine:
        one, other = mine.get(label, {}), theirs.get(label, {})
        found += [(label, column, one.get(column, ""), other.get(column, "")) for column in other | one
                  if one.get(column) != other.get(column)]
    return tuple(found)


def _rows(table: Mapping) -> dict[str, dict[str, str]]:
    firsts = [row[0] for row in table["rows"]]
    labels = firsts if len(set(firsts)) == len(firsts) else [f"row {place}" for place in range(1, len(firsts) + 1)]
    return {label: dict(zip(table["columns"], row, strict=True))
            for label, row in zip(labels, table["rows"], strict=True)}


def _sentences(numbers: tuple[NumberChange, ...], before: Telling, after: Telling) -> tuple[Sentence, ...]:
    """Lines of chapters, and of pages that borrow their numbers, in which a changed number stands."""
    changed = {(one.chapter, one.name) for one in numbers}
    lines = [(name, line) for name in after for line in after[name].prose] + list(borrowing())
    found = []
    for page, line in lines:
        names = [(match["page"] or page, match["name"]) for match in GLUE.finditer(line)]
        if here := [name for name in names if name in changed]:
            read = (_filled(page, line, how, before, after) for how in ("before", "after", "both"))
            found.append(Sentence(page, *read, tuple(f"{chapter}.{name}" for chapter, name in dict.fromkeys(here))))
    return tuple(found)


def _filled(page: str, line: str, how: str, before: Telling, after: Telling) -> str:
    """The line as a reader has it, without links; with ``both`` a number that changes reads ``[old -> new]``."""

    def number(match: re.Match) -> str:
        chapter = match["page"] or page
        old, new = (telling[chapter].numbers.get(match["name"], "(nothing)") if chapter in telling else "(nothing)"
                    for telling in (before, after))
        return {"before": old, "after": new, "both": new if old == new else f"[{old} -> {new}]"}[how]

    text = LINK.sub(lambda match: match[1] or _title(match[2]), ROLE.sub(_role, GLUE.sub(number, line)))
    text = re.sub(r"^[:\s]*(\{[\w-]+\}|[-*#>]|\d+\.)\s+", "", text)
    text = " ".join(text.split()).replace(" ()", "")
    return re.sub(r"\s+([.,;:)])(?=\s|$)", r"\1", text)


def _role(match: re.Match) -> str:
    """What stands in a line for a badge, a citation, a reference to a figure, or another role."""
    if match["role"] in ("claim", "cite"):
        return ""
    return f"figure {match['text']}" if match["role"] == "numref" else match["text"]


def _title(target: str) -> str:
    """What a link without words shows: the heading of the page that it leads to, or its target."""
    try:
        pages = list(paths.book_dir().glob(f"*/{PurePosixPath(target).name}")) if target.endswith(".md") else []
    except FileNotFoundError:
        return target
    headings = (line[2:].strip() for page in pages for line in page.read_text("utf-8").splitlines()
                if line.startswith("# "))
    return next(headings, target)


@functools.lru_cache(maxsize=1)
def borrowing() -> tuple[tuple[str, str], ...]:
    """Lines of pages without code that borrow a chapter's number: page, line; none in an installed wheel."""
    try:
        folder = paths.book_dir() / "book"
    except FileNotFoundError:
        return ()
    return tuple((path.stem, line.strip()) for path in sorted(folder.rglob("*.md"))
                 for line in path.read_text("utf-8").splitlines() if GLUE.search(line))
