"""A record as Markdown for a pull request. What upstreams say cannot become markup, a mention or a link."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trilateral.update import wording
from trilateral.update.changes import TableChange
from trilateral.update.record import Record

MOST_ROWS = 200  # of one table; a forge takes 65,536 characters
MOST_LETTERS = 60_000
GAP = "\u200b"  # no width: a name or number after it is no mention, no issue, no address

_REFERENCE = re.compile(r"@|#|\bGH-(?=\d)|\bwww(?=\.)|:(?=//)", re.I)
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+~|!-])")


def render(record: Record) -> str:
    """The record as Markdown that ends with a line break; parts that do not fit are left out, and it says so."""
    if record.empty:
        return f"{wording.NOTHING_CHANGES}\n"
    text = ""
    for part in (_came(record), *_data(record), *_prose(record), *_verdicts(record), *_figures(record),
                 _failures(record), *_notes(record), _shares(record)):
        if len(text) + len(part) > MOST_LETTERS:
            return f"{text}\nThe rest is too long for this page; the JSON summary has all of it.\n"
        text += f"{part}\n" if part else ""
    return text


def safe(words: object) -> str:
    """Text from elsewhere on one line, as letters: nothing in it is markup, a mention or an address."""
    return _MARKUP.sub(r"\\\1", escaped(words))


def escaped(words: object) -> str:
    """The same where the page is HTML, and so no Markdown is read."""
    line = _REFERENCE.sub(rf"\g<0>{GAP}", _line(words))
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(words: object) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in str(words)).split())


def code(words: object) -> str:
    """Text from elsewhere as code: letters as they are, but for what would end it."""
    return f"`{_line(words).replace('`', chr(39)).replace('|', '¦') or 'nothing'}`"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]], right: tuple[int, ...] = ()) -> str:
    rows = list(rows)
    if not rows:
        return ""
    rule = ["---:" if place in right else "---" for place in range(len(heads))]
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, rule, *(map(safe, row) for row in rows[:MOST_ROWS]))]
    more = [f"\nand {len(rows) - MOST_ROWS:,} more"] if len(rows) > MOST_ROWS else []
    return "\n".join([*lines, *more]) + "\n"


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{escaped(title)}</summary>\n\n{body}\n</details>\n" if body else ""


def _came(record: Record) -> str:
    lines = ["## What came\n"] if record.came else []
    for (title, step), files in wording.titled(record).items():
        lines.append(f"- **{safe(title)}**: {safe(step)}")
        for one in files:
            where = f"from {code(one.url)}" if one.url else "a file that somebody had"
            digest = code(one.sha256[:12])
            lines.append(f"  - {code(one.file)}, sha256 {digest}, retrieved {safe(one.retrieved)}, {where}")
    return "\n".join([*lines, ""]) if lines else ""


def _data(record: Record) -> list[str]:
    rows = [(one.name, wording.editions(one), *_counts(one), wording.span(one.times_new)) for one in record.tables]
    heads = ("Table", "Edition", "New", "Revised", "Gone", "Re-based", "Same", "New years or dates")
    moved = [part for one in record.tables for part in _moved(one, record)]
    return ["## Data\n", _table(heads, rows, right=(2, 3, 4, 5, 6)), *moved]


def _counts(change: TableChange) -> tuple[str, ...]:
    rows = (len(change.new), change.rows_revised, len(change.gone), change.rows_rebased, change.same)
    return tuple(f"{count:,}" for count in rows)


def _moved(change: TableChange, record: Record) -> list[str]:
    units = record.units[change.name]
    heads = ("Row", "Unit or column", "Before", "After", "Change")
    revised = _table(heads, (wording.row(one, units) for one in change.revised), right=(2, 3, 4))
    parts = [f"{safe(change.name)}: {safe(line)}\n" for line in wording.columns(change)]
    parts.append(_folded(f"{change.name}: {len(change.revised):,} cells revised, largest change first", revised))
    for found in change.rebasings:
        rows = _table(heads, (wording.row(one, units) for one in found.revised), right=(2, 3, 4))
        line = f"{change.name}, {wording.rebasing(found)}"
        parts.append(_folded(line, rows) or f"{safe(line)}\n")
    if not change.state:
        gone = _table(("Row",), ((wording.key(key, units),) for key in change.gone))
        parts.append(_folded(f"{change.name}: {len(change.gone):,} rows gone", gone))
    return parts


def _prose(record: Record) -> list[str]:
    if record.prose is None:
        return []
    if not record.prose.numbers:
        return ["## Prose\n\nNo number changes.\n"]
    lines = _table(("Page", "What it would say"), ((one.page, one.both) for one in record.prose.sentences))
    numbers = _table(("Chapter", "Number", "Before", "After"),
                     ((one.chapter, one.name, one.before or "nothing", one.after or "nothing")
                      for one in record.prose.numbers))
    count = len(record.prose.numbers)
    return [f"## Prose\n\n{count:,} numbers change, in {len(record.prose.sentences):,} lines.\n",
            _folded("Lines, with [before -> after]", lines), _folded("Numbers by name", numbers)]


def _verdicts(record: Record) -> list[str]:
    if record.verdicts is None:
        return []
    found = record.verdicts.comparison
    flips = _table(("Claim", "Verdict", "Check", "Before", "After"), (
        (one.claim, f"{one.before} -> {one.after} ({'decided by the check' if one.decides else 'judged: read again'})",
         one.check, one.sentence_before, one.sentence_after) for one in found.flips))
    unsteady = _table(("Claims", "Verdict", "Now", "Check"), (
        (", ".join(one.claims), one.verdict, "robust" if one.robust else "fragile", one.check)
        for one in found.steadiness))
    return [f"## Verdicts\n\n{len(found.flips)} of {found.ran} checks compared give another verdict for a claim, "
            f"{len(found.steadiness)} are more or less robust than before, {len(found.reworded)} give other numbers "
            "and the same verdict.\n", flips, unsteady]


def _figures(record: Record) -> list[str]:
    if record.prose is None or not record.prose.figures:
        return []
    rows = [(one.chapter, f"{one.kind} {one.name}", wording.changed(one)) for one in record.prose.figures]
    texts = [(one.name, field, old, new) for one in record.prose.figures for field, (old, new) in one.texts.items()]
    cells = [(one.name, *cell) for one in record.prose.figures for cell in one.cells]
    return [f"## Figures and tables on pages\n\n{_table(('Chapter', 'What', 'What of it changes'), rows)}",
            _folded("Their captions, credits and alternative texts",
                    _table(("Figure", "Text", "Before", "After"), texts)),
            _folded("Cells of tables", _table(("Table", "Row", "Column", "Before", "After"), cells))]


def _failures(record: Record) -> str:
    lines = ["## No longer works\n", *(f"- {safe(one)}" for one in record.failures), ""] if record.failures else []
    if record.prose and record.prose.failing:
        lines.append(f"Did not run before either: {safe(', '.join(record.prose.failing))}\n")
    if record.prose and record.prose.mended:
        lines.append(f"Runs again: {safe(', '.join(record.prose.mended))}\n")
    return "\n".join(lines)


def _notes(record: Record) -> list[str]:
    body = _table(("Table", "Field", "Text"), ((one.table, one.field, one.text) for one in record.notes))
    return [_folded("Typed texts of manifests, to be read again", body)]


def _shares(record: Record) -> str:
    return "\n".join([*(f"Licence: {safe(wording.share(one))}\n" for one in record.shares)])
