"""Find sheets, headers and cells in SIPRI's military expenditure workbook.

Sheets and rows move between editions, so everything is found by what it says. This module knows the
layout and nothing of the book; :mod:`trilateral.sources.sipri` chooses and cleans.

Source: SIPRI Military Expenditure Database, "Data for all countries", one workbook an edition.
"""
from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.tables import DataError

if TYPE_CHECKING:
    from openpyxl.cell import Cell as ExcelCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = {
    "current_usd_m": r"current us\s?\$",
    "constant_usd_m": r"constant \(\d{4}\) us\s?\$",
    "share_of_gdp": r"share of gdp",
    "per_capita_usd": r"per capita",
    "share_of_government": r"share of gov",
}
"""Measure -> pattern of the sheet's name, in lower case."""

WORLD_SHEET = r"regional totals"
YEAR = re.compile(r"\s*((?:19|20)\d\d)(?:\.0+)?\s*")
MISSING = frozenset({"", "...", "…", ". .", "..", "xxx"})
"""``. .`` and its spellings: no data. ``xxx``: the country did not exist or was not independent."""

QUALITIES = {"000000": "reported", "0000FF": "estimate", "FF0000": "highly_uncertain"}
"""Font colour -> what SIPRI says of the figure, as the head of every sheet explains."""

HEADER_RUN = 3  # so many consecutive years in one row are a header: no row of figures reads 1990, 1991, 1992


@dataclass(frozen=True)
class Table:
    """One sheet with its header found.

    ``years`` maps a column number (from 1) to its year; ``label`` is the column of the names.
    """

    file: str
    sheet: Worksheet
    header: int
    years: dict[int, int]
    label: int

    def place(self, row: int, column: int) -> str:
        """How a message names a cell: file, sheet, reference."""
        return f"{self.file}, sheet {self.sheet.title!r}, cell {self.sheet.cell(row, column).coordinate}"


def open_workbook(path: Path) -> Workbook:
    """The workbook at ``path`` with the values that its formulas last had.

    Raises
    ------
    DataError
        It is not an Excel workbook.
    """
    import openpyxl

    try:
        return openpyxl.load_workbook(path, data_only=True)
    except (zipfile.BadZipFile, KeyError, OSError, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise DataError(f"{path.name}: cannot be read as an Excel workbook (.xlsx): {error}") from None


def find_sheet(workbook: Workbook, pattern: str, file: str) -> Worksheet:
    """The one sheet whose name matches ``pattern``."""
    found = [sheet for sheet in workbook.worksheets if re.search(pattern, sheet.title.lower())]
    if len(found) != 1:
        seen = ", ".join(repr(sheet.title) for sheet in found) or "none"
        there = ", ".join(repr(sheet.title) for sheet in workbook.worksheets)
        raise DataError(f"{file}: expected one sheet named like {pattern!r}, found {seen}; the sheets are {there}")
    return found[0]


def find_table(sheet: Worksheet, file: str, names: frozenset[str]) -> Table:
    """Header row, year columns and the column that holds any of ``names``.

    Raises
    ------
    DataError
        No header or more than one; a year twice or a gap between years; none of the names below it.
    """
    headers = {row[0].row: years for row in sheet.iter_rows() if _is_header(years := _years(row))}
    if len(headers) != 1:
        rows = ", ".join(f"row {row}" for row in headers) or "none"
        raise DataError(f"{file}, sheet {sheet.title!r}: expected one header row with years, found {rows}")
    (header, years), = headers.items()
    if list(years.values()) != list(range(min(years.values()), max(years.values()) + 1)):
        raise DataError(
            f"{file}, sheet {sheet.title!r}, row {header}: years {', '.join(map(str, years.values()))}; "
            "expected every year once, in order"
        )
    return Table(file, sheet, header, years, _label_column(sheet, file, header, min(years), names))


def _years(row: tuple[ExcelCell, ...]) -> dict[int, int]:
    matches = ((cell.column, YEAR.fullmatch(str(cell.value))) for cell in row if cell.value is not None)
    return {column: int(match[1]) for column, match in matches if match}


def _is_header(years: dict[int, int]) -> bool:
    values = list(years.values())
    steps = [b - a == 1 for a, b in zip(values, values[1:], strict=False)]
    return any(all(steps[i:i + HEADER_RUN - 1]) for i in range(len(steps) - HEADER_RUN + 2))


def _label_column(sheet: Worksheet, file: str, header: int, first_year: int, names: frozenset[str]) -> int:
    def hits(column: int) -> int:
        return sum(name_in(sheet.cell(row, column).value) in names for row in range(header + 1, sheet.max_row + 1))

    best = max(range(1, first_year), key=hits, default=0)
    if not best or not hits(best):
        raise DataError(
            f"{file}, sheet {sheet.title!r}: left of the years no column holds names like {min(names)!r}"
        )
    return best


def name_in(value: Any) -> str:
    """Name in a cell, with blanks made single."""
    return " ".join(str(value).split()) if value is not None else ""


def rows_of(table: Table, names: frozenset[str]) -> dict[str, int]:
    """Row of each of ``names``: each must stand below the header exactly once.

    Rows of regions and of other countries are passed over.
    """
    rows: dict[str, int] = {}
    for row in range(table.header + 1, table.sheet.max_row + 1):
        name = name_in(table.sheet.cell(row, table.label).value)
        if name not in names:
            continue
        if name in rows:
            raise DataError(f"{table.place(row, table.label)}: {name!r} stands in row {rows[name]} already; "
                            "expected every country once")
        rows[name] = row
    if lacking := sorted(names - set(rows)):
        raise DataError(f"{table.file}, sheet {table.sheet.title!r}: no row for {'; '.join(lacking)}")
    return rows


def number(table: Table, row: int, column: int) -> float | None:
    """Number in a cell, or None for one of SIPRI's signs of missing data."""
    value = table.sheet.cell(row, column).value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    if name_in(value) in MISSING:
        return None
    raise DataError(f"{table.place(row, column)}: {value!r}; expected a number or a sign of missing data (... or xxx)")


def quality(table: Table, row: int, column: int) -> str:
    """``reported``, ``estimate`` or ``highly_uncertain``, by the colour of the cell's font."""
    colour = _colour(table.sheet.cell(row, column))
    if colour not in QUALITIES:
        raise DataError(f"{table.place(row, column)}: font colour {colour}; expected black, blue (estimate) "
                        "or red (highly uncertain)")
    return QUALITIES[colour]


def _colour(cell: ExcelCell) -> str:
    """RGB of a font as six hexadecimal digits. Editions write it directly or by palette index."""
    from openpyxl.styles.colors import COLOR_INDEX

    colour = cell.font.color if cell.font else None
    if colour is None:
        return "000000"
    if colour.type == "indexed":  # 64 and above mean the system's own text colour
        return COLOR_INDEX[colour.indexed][-6:] if colour.indexed < len(COLOR_INDEX) else "000000"
    if colour.type == "theme":  # 0 and 1 are a theme's plain text colours
        return "000000" if colour.theme in (0, 1) else f"theme {colour.theme}"
    return str(colour.rgb)[-6:].upper()


def count_numbers(table: Table) -> int:
    """Numeric cells below the header, for the world: the measure of SIPRI's fair-use share."""
    cells = (table.sheet.cell(row, column).value
             for row in range(table.header + 1, table.sheet.max_row + 1) for column in table.years)
    return sum(isinstance(value, (int, float)) and not isinstance(value, bool) for value in cells)
