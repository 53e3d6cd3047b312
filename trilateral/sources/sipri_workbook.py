"""Find sheets, headers and cells in SIPRI's military expenditure workbook.

Sheets, rows and names move between editions, so everything is found by what it says. This module knows the
layout of the editions of April 2020 and later and nothing of the book; :mod:`trilateral.sources.sipri` chooses
and cleans.

Source: SIPRI Military Expenditure Database, "Data for all countries", one workbook an edition.
"""
from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from trilateral.sources.sipri_sheets import Sheet, Workbook
from trilateral.tables import DataError

SHEETS = {
    "current_usd_m": r"current us\s?(\$|d)",
    "constant_usd_m": r"constant \(\d{4}\) us\s?(\$|d)",
    "share_of_gdp": r"share of gdp",
    "per_capita_usd": r"per capita",
    "share_of_government": r"share of gov",
}
"""Measure -> how the sheet's name begins, in lower case. Editions to April 2021 write USD, later ones US$."""

WORLD_SHEET = r"regional totals"

SHOWN = {
    SHEETS["current_usd_m"]: "Current US$",
    SHEETS["constant_usd_m"]: "Constant (YYYY) US$",
    SHEETS["share_of_gdp"]: "Share of GDP",
    SHEETS["per_capita_usd"]: "Per capita",
    SHEETS["share_of_government"]: "Share of Govt. spending",
    WORLD_SHEET: "Regional totals",
}
"""Pattern -> the name that the newest editions use, for messages."""

YEAR = re.compile(r"\s*((?:19|20)\d\d)(?:\.0+)?\s*")
CURRENT_PRICES = re.compile(r"\s*(\d{4})(?:\.0)?\s*(?:\(current prices\)|current)\s*", re.IGNORECASE)
"""Header of the column that is in current prices; editions to April 2021 write "2020 Current"."""

NONE_THERE = "xxx"
"""The country did not exist or was not independent."""

MISSING = frozenset({"", "...", "…", ". .", "..", NONE_THERE})
"""Signs of missing data, blanks made single: ``. .`` to April 2021, ``...`` and ``…`` in later editions."""

FOOTNOTE_MARKS = "†‡§¶‖*"
"""They stand in a column of their own, and in some editions behind a name."""

QUALITIES = {"000000": "reported", "0000FF": "estimate", "FF0000": "highly_uncertain"}
"""Font colour -> what SIPRI says of the figure, as the head of every sheet explains."""

HEADER_RUN = 3  # so many consecutive years in one row are a header: no row of figures reads 1990, 1991, 1992


@dataclass(frozen=True)
class Table:
    """One sheet with its header found.

    ``years`` maps a column number (from 1) to its year; ``label`` is the column of the names.
    """

    sheet: Sheet
    header: int
    years: dict[int, int]
    label: int

    @property
    def body(self) -> range:
        """Numbers of the rows below the header."""
        return range(self.header + 1, len(self.sheet.rows) + 1)

    @property
    def last_year(self) -> int:
        """The year in which the sheet ends."""
        return max(self.years.values())

    def place(self, row: int, column: int) -> str:
        """How a message names a cell: file, sheet, reference."""
        return self.sheet.place(row, column)

    def name(self, row: int) -> str:
        """The name in a row, without footnote marks."""
        return name_in(self.sheet.value(row, self.label))


def find_sheet(workbook: Workbook, pattern: str) -> Sheet:
    """The one sheet whose name begins with ``pattern``."""
    found = [title for title in workbook.titles if re.match(pattern, name_in(title).lower())]
    if len(found) != 1:
        seen = ", ".join(map(repr, found)) or "none"
        there = ", ".join(map(repr, workbook.titles)) or "none"
        raise DataError(f"{workbook.file}: expected one sheet named like {SHOWN[pattern]!r}, found {seen}; "
                        f"the sheets are {there}")
    return workbook.sheet(found[0])


def footnotes(workbook: Workbook) -> str:
    """Text of the sheet of footnotes, a line a row; nothing where an edition has no such sheet."""
    found = [title for title in workbook.titles if title.strip().lower() == "footnotes"]
    rows = workbook.sheet(found[0]).rows if found else ()
    return "\n".join(" ".join(str(cell.value) for cell in row if cell.value is not None) for row in rows)


def find_table(sheet: Sheet, names: frozenset[str]) -> Table:
    """Header row, year columns and the column that holds any of ``names``.

    Raises
    ------
    DataError
        No header or more than one; a year twice or a gap between years; none of the names below it; a formula or
        merged cells among the figures.
    """
    headers = {number: years for number, row in enumerate(sheet.rows, 1) if _is_header(years := _years(row))}
    if len(headers) != 1:
        rows = ", ".join(f"row {row}" for row in headers) or "none"
        raise DataError(f"{sheet}: expected one header row with years, found {rows}")
    (header, years), = headers.items()
    _refuse_formulas(sheet, header, max(years))
    if list(years.values()) != list(range(min(years.values()), max(years.values()) + 1)):
        raise DataError(
            f"{sheet}, row {header}: years {', '.join(map(str, years.values()))}; expected every year once, in order"
        )
    table = Table(sheet, header, years, _label_column(sheet, header, min(years), names))
    _refuse_merged(table)
    return table


def _years(row: tuple[Any, ...]) -> dict[int, int]:
    matches = ((column, YEAR.fullmatch(str(cell.value))) for column, cell in enumerate(row, 1)
               if cell.value is not None)
    return {column: int(match[1]) for column, match in matches if match}


def _is_header(years: dict[int, int]) -> bool:
    values = list(years.values())
    steps = [b - a == 1 for a, b in zip(values, values[1:], strict=False)]
    return any(all(steps[i:i + HEADER_RUN - 1]) for i in range(len(steps) - HEADER_RUN + 2))


def _label_column(sheet: Sheet, header: int, first_year: int, names: frozenset[str]) -> int:
    def hits(column: int) -> int:
        return sum(name_in(sheet.value(row, column)) in names for row in range(header + 1, len(sheet.rows) + 1))

    best = max(range(1, first_year), key=hits, default=0)
    if not best or not hits(best):
        raise DataError(f"{sheet}: left of the years no column holds names like {min(names)!r}")
    return best


def _refuse_formulas(sheet: Sheet, header: int, last_column: int) -> None:
    """SIPRI's workbooks hold values alone; a formula's stored value may be stale, or not be there at all."""
    for row, column in sheet.formulas:
        if row >= header and column <= last_column:
            raise DataError(f"{sheet.place(row, column)}: a formula; expected a plain value")


def _refuse_merged(table: Table) -> None:
    for top, left, bottom, right in table.sheet.merged:
        if bottom >= table.header and right >= table.label and left <= max(table.years):
            raise DataError(f"{table.place(top, left)}: merged with {table.place(bottom, right).rpartition(' ')[2]}; "
                            "expected every figure in a cell of its own")


def name_in(value: Any) -> str:
    """Name in a cell, with blanks of all kinds made single and footnote marks behind it taken away."""
    return " ".join(str(value).split()).rstrip(FOOTNOTE_MARKS + " ") if value is not None else ""


def rows_of(table: Table, names: Mapping[str, str]) -> dict[str, int]:
    """Row of each value of ``names`` (spelling -> key): each must stand below the header exactly once.

    Rows of regions and of other countries are passed over.
    """
    rows: dict[str, int] = {}
    for row in table.body:
        name = table.name(row)
        if name not in names:
            continue
        if (before := rows.get(names[name])) is not None:
            raise DataError(f"{table.place(row, table.label)}: {name!r} stands in row {before} already"
                            f"{_as(table.name(before), name)}; expected every country once")
        rows[names[name]] = row
    for key in names.values():
        if key not in rows:
            raise DataError(f"{table.sheet}: no row for {_spellings(names, key)}; {_nearest(table, names, key)}")
    return rows


def _as(before: str, name: str) -> str:
    return "" if before == name else f" as {before!r}"


def _spellings(names: Mapping[str, str], key: str) -> str:
    return " or ".join(repr(name) for name in names if names[name] == key)


def _nearest(table: Table, names: Mapping[str, str], key: str) -> str:
    """The names in the sheet that are most like the lacking one, as a hint that it was renamed or split."""
    import difflib

    wanted = [name for name in names if names[name] == key]
    there = dict.fromkeys(name for row in table.body if (name := table.name(row)) and name not in names)

    def likeness(name: str) -> float:
        return max(difflib.SequenceMatcher(None, form(a), form(name)).ratio()
                   for a in wanted for form in (str.lower, _sorted_words))

    near = sorted((name for name in there if likeness(name) >= 0.5), key=likeness, reverse=True)[:3]
    return f"the nearest names are {', '.join(map(repr, near))}" if near else "no name in the sheet is like it"


def _sorted_words(name: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", name.lower())))


def countries(table: Table) -> Iterator[tuple[str, int]]:
    """Name and row of every country below the header; rows of regions have nothing in the years' columns.

    Raises
    ------
    DataError
        A name stands there twice.
    """
    seen: dict[str, int] = {}
    for row in table.body:
        name = table.name(row)
        if not name or not any(name_in(table.sheet.value(row, column)) for column in table.years):
            continue
        if name in seen:
            raise DataError(f"{table.place(row, table.label)}: {name!r} stands in row {seen[name]} already; "
                            "expected every country once")
        seen[name] = row
        yield name, row


def number(table: Table, row: int, column: int) -> float | None:
    """Number in a cell, or None for one of SIPRI's signs of missing data."""
    value = table.sheet.value(row, column)
    if is_number(value):
        return float(value)
    if (value is None or isinstance(value, str)) and " ".join((value or "").split()) in MISSING:
        return None
    raise DataError(f"{table.place(row, column)}: {str(value)[:40]!r}; "
                    "expected a number or a sign of missing data (... or xxx)")


def is_number(value: Any) -> bool:
    """Whether a cell's value is a finite number of a plausible length."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300 \
        and math.isfinite(value)


def quality(table: Table, row: int, column: int) -> str:
    """``reported``, ``estimate`` or ``highly_uncertain``, by the colour of the cell's font."""
    try:
        colour = _colour(table.sheet.cell(row, column))
    except IndexError:
        raise DataError(f"{table.place(row, column)}: a style that the workbook does not have; "
                        "expected one of its own") from None
    if colour not in QUALITIES:
        raise DataError(f"{table.place(row, column)}: font colour {colour}; expected black, blue (estimate) "
                        "or red (highly uncertain)")
    return QUALITIES[colour]


def _colour(cell: Any) -> str:
    """RGB of a font as six hexadecimal digits. Editions write it directly or by palette index."""
    from openpyxl.styles.colors import COLOR_INDEX

    colour = cell.font.color if cell.font else None
    if colour is None or colour.type == "auto":
        return "000000"
    if colour.type == "indexed":  # 64 and above mean the system's own text colour
        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else "000000"
    if colour.type == "theme":  # 0 and 1 are a theme's plain text colours
        return "000000" if colour.theme in (0, 1) else f"theme {colour.theme}"
    return str(colour.rgb)[-6:].upper()


def count_numbers(table: Table, year: int | None = None) -> int:
    """Numeric cells below the header, for the world, in all years or in one: the measure of SIPRI's fair-use share."""
    columns = [column for column, of in table.years.items() if year in (None, of)]
    return sum(is_number(table.sheet.value(row, column)) for row in table.body for column in columns)
