"""A record for the terminal: about 60 plain lines, unless everything is asked for, as wide as it or 100 columns."""
from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence

from trilateral.update import wording
from trilateral.update.changes import Key, Rebasing
from trilateral.update.record import Record, Units

NARROWEST, WIDTH = 72, 100  # narrower, its columns do not fit
WIDEST = 44  # of a column, and less where the terminal is narrow; longer words are cut
MOST = {"tables": 4, "revised": 12, "gone": 1, "rebased": 2, "chapters": 5, "numbers": 12, "flips": 3, "figures": 8,
        "failures": 8, "unsteady": 3}
"""Lines a section, shared out among its tables or chapters; the rest is counted."""
SCREEN = 66  # lines; where more come, every section gets a fifth less, and again


def render(record: Record, everything: bool = False) -> str:
    """The record as text that ends with a line break."""
    if record.empty:
        return f"{wording.NOTHING_CHANGES}\n"
    most = dict.fromkeys(MOST, 10**9) if everything else MOST
    lines = _lines(record, most, everything)
    while not everything and len(lines) > SCREEN and max(most.values()) > 1:
        most = {section: max(1, count * 4 // 5) for section, count in most.items()}
        lines = _lines(record, most, everything)
    return "".join(f"{clean(line)}\n" for line in lines)


def _lines(record: Record, most: dict[str, int], everything: bool) -> list[str]:
    parts = (_came(record), _data(record, most), _prose(record, most, everything), _verdicts(record, most),
             _figures(record, most, everything), _failures(record, most), _read_again(record, everything),
             _shares(record))
    return [line for part in parts for line in part]


def width() -> int:
    """Columns of the terminal within reason; 100 where there is none."""
    return max(NARROWEST, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns))


def clean(line: str) -> str:
    """A line without what could move a cursor or turn the writing round, cut at the width."""
    line, most = "".join(letter if letter.isprintable() else " " for letter in line).rstrip(), width()
    return line if len(line) <= most else line[:most - 1] + "…"


def _one(text: object) -> str:
    """Upstream's words on one line."""
    return " ".join(str(text).split())


def _more(count: int, what: str = "more", indent: str = "    ") -> list[str]:
    return [f"{indent}and {count:,} {what}"] if count > 0 else []


def _came(record: Record) -> list[str]:
    lines = ["What came"] if record.came else []
    for (title, step), files in wording.titled(record).items():
        lines += _wrapped(f"{_one(title)}: {_one(step)}", "  ")
        lines += [part for one in files for part in _wrapped(_one(wording.came(one)), "    ")]
    return lines


def _data(record: Record, most: dict[str, int]) -> list[str]:
    lines = ["Data"]
    each = max(1, most["revised"] // min(len(record.tables), most["tables"]))
    for change in record.tables[:most["tables"]]:
        units = record.units[change.name]
        lines += _wrapped(f"{change.name}: {wording.counts(change)}", "  ")
        lines += _wrapped(_one(wording.editions(change)), "    ")
        if change.times_new:
            lines.append(f"    new: {_one(wording.span(change.times_new))}")
        revised = [tuple(map(_one, wording.row(one, units))) for one in change.revised[:each]]
        lines += _aligned(revised, right=(2, 3, 4), arrow=2)
        lines += _more(len(change.revised) - each, "more cells revised, smaller changes")
        lines += _gone(change.gone, units, most) if not change.state else []
        for rebasing in change.rebasings:
            lines += _rebasing(rebasing, units, most)
    return lines + _more(len(record.tables) - most["tables"], "more tables", "  ")


def _gone(gone: Sequence[Key], units: Units, most: dict[str, int]) -> list[str]:
    shown = [f"    gone: {_one(wording.key(key, units))}" for key in gone[:most["gone"]]]
    return shown + _more(len(gone) - len(shown), "more gone")


def _rebasing(found: Rebasing, units: Units, most: dict[str, int]) -> list[str]:
    rows = [tuple(map(_one, wording.row(one, units))) for one in found.revised[:most["rebased"]]]
    lines = _wrapped(wording.rebasing(found), "    ") + _aligned(rows, right=(2, 3, 4), arrow=2, indent="      ")
    return lines + _more(len(found.revised) - len(rows), "more", "      ")


def _prose(record: Record, most: dict[str, int], everything: bool) -> list[str]:
    if record.prose is None or not record.prose.numbers:
        return [] if record.prose is None else ["Prose: no number changes"]
    chapters: dict[str, list] = {}
    for one in record.prose.numbers:
        chapters.setdefault(one.chapter, []).append(one)
    each = max(1, most["numbers"] // min(len(chapters), most["chapters"]))
    lines = [f"Prose: {len(record.prose.numbers):,} numbers change"]
    for chapter, numbers in list(chapters.items())[:most["chapters"]]:
        if not everything:
            numbers.sort(key=wording.moved, reverse=True)
        rows = [(_one(one.name), _one(one.before) or "nothing", _one(one.after) or "nothing") for one in numbers[:each]]
        lines += [f"  {chapter}", *_aligned(rows, right=(), arrow=1), *_more(len(numbers) - each)]
    lines += _more(len(chapters) - most["chapters"], "more chapters", "  ")
    if everything:
        for one in record.prose.sentences:
            lines += _wrapped(f"{one.page}: {_one(one.both)}", "  ")
    elif record.prose.sentences:
        lines.append(f"  They stand in {len(record.prose.sentences):,} lines of prose; --all prints each.")
    return lines


def _verdicts(record: Record, most: dict[str, int]) -> list[str]:
    if record.verdicts is None:
        return []
    found = record.verdicts.comparison
    count = len(found.flips)
    head = (f"Verdicts: {count} {'flips' if count == 1 else 'flip'}, {len(found.steadiness)} more or less robust than "
            f"before; of {found.ran} checks, {len(found.reworded)} give other numbers and the same verdict")
    lines = _wrapped(head, "")
    for one in found.flips[:most["flips"]]:
        how = "the check decides the verdict" if one.decides else "the verdict is judged: read it again"
        lines += [*_wrapped(f"{one.claim}  {one.before} -> {one.after}  {one.check}; {how}", "  "),
                  *_wrapped(f"before: {_one(one.sentence_before)}", "    "),
                  *_wrapped(f"after:  {_one(one.sentence_after)}", "    ")]
    lines += _more(count - most["flips"], indent="  ")
    for one in found.steadiness[:most["unsteady"]]:
        steady = "robust" if one.robust else "fragile"
        lines.append(f"  {', '.join(one.claims)}  {one.verdict}, now {steady}  {one.check}")
    return lines + _more(len(found.steadiness) - most["unsteady"], "more of these", "  ")


def _figures(record: Record, most: dict[str, int], everything: bool) -> list[str]:
    if record.prose is None or not record.prose.figures:
        return []
    found = record.prose.figures
    lines = [f"Figures and tables on pages: {len(found)} change"]
    for one in found[:most["figures"]]:
        cells = f" ({len(one.cells)} cells)" if one.cells else ""
        lines.append(f"  {one.chapter}  {one.kind} {one.name}: {wording.changed(one)}{cells}")
    lines += _more(len(found) - most["figures"], indent="  ")
    credits = list(dict.fromkeys(one.texts["credit"] for one in found if "credit" in one.texts))
    for old, new in credits if everything else credits[:1]:
        lines += ["  a credit of theirs:" if len(credits) > 1 else "  their credit:",
                  *_wrapped(f"before: {_one(old)}", "    "), *_wrapped(f"after:  {_one(new)}", "    ")]
    return lines


def _failures(record: Record, most: dict[str, int]) -> list[str]:
    found = record.failures
    lines = ["No longer works"] if found else []
    lines += [part for one in found[:most["failures"]] for part in _wrapped(_one(one), "  ")]
    lines += _more(len(found) - most["failures"], indent="  ")
    if record.prose:
        lines += [f"Did not run before either: {', '.join(record.prose.failing)}"] if record.prose.failing else []
        lines += [f"Runs again: {', '.join(record.prose.mended)}"] if record.prose.mended else []
    return lines


def _read_again(record: Record, everything: bool) -> list[str]:
    fields: dict[str, list[str]] = {}
    for note in record.notes:
        fields.setdefault(note.table, []).append(note.field)
    if not fields:
        return []
    places = "; ".join(f"{name} ({', '.join(found)})" for name, found in fields.items())
    lines = _wrapped(f"Typed texts of manifests, to be read again: {places}", "")
    if everything:
        for note in record.notes:
            lines += _wrapped(f"{note.table}, {note.field}: {_one(note.text)}", "  ")
    return lines


def _shares(record: Record) -> list[str]:
    return [part for one in record.shares for part in _wrapped(f"Licence: {_one(wording.share(one))}", "")]


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, width(), initial_indent=indent, subsequent_indent=f"{indent}  ",
                         break_on_hyphens=False) or [indent]


def _aligned(rows: Iterable[tuple[str, ...]], right: tuple[int, ...], arrow: int, indent: str = "    ") -> list[str]:
    """Columns below each other; those in ``right`` end at one place; ``arrow`` names the old value's column."""
    widest = min(WIDEST, width() - 40)
    cut = [tuple(cell if len(cell) <= widest else cell[:widest - 1] + "…" for cell in row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    lines = []
    for row in cut:
        cells = [cell.rjust(width) if place in right else cell.ljust(width)
                 for place, (cell, width) in enumerate(zip(row, widths, strict=True))]
        lines.append(indent + "  ".join([*cells[:arrow], " -> ".join(cells[arrow:arrow + 2]), *cells[arrow + 2:]]))
    return lines
