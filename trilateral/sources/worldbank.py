"""Read one indicator of the World Bank's World Development Indicators (WDI) from a CSV file.

Two layouts are read: the World Bank's own bulk download (byte-order mark, a preamble, one column a year,
an empty last column), and the long form of public copies (Country Name, Country Code, Year, Value).

Source: https://databank.worldbank.org/source/world-development-indicators
"""
from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

CODE, INDICATOR = "Country Code", "Indicator Code"
UPDATED = "Last Updated Date"
Line = tuple[int, list[str]]  # number of the line in the file, its cells


def read(path: Path, indicator: str) -> pd.DataFrame:
    """All figures of one indicator: iso3 (aggregates too), year, value in the World Bank's unit.

    Parameters
    ----------
    path
        A CSV file in either layout.
    indicator
        Code of the series, ``NY.GDP.MKTP.CD``; checked where the file names its series.

    Raises
    ------
    DataError
        No header or two; another series; text where a number belongs; a country and year twice.
    """
    import pandas as pd

    lines = _lines(path)
    header_line, header = _header(lines, path)
    body = [(n, cells) for n, cells in lines if n > header_line and any(cells)]
    if {"Year", "Value"} <= set(header):
        cells = list(_long(body, header, path))
    else:
        cells = list(_wide(body, header, header_line, indicator, path))
    records: dict[tuple[str, int], float] = {}
    for line, column, iso3, year, text in cells:
        value = _number(text, f"{path.name} line {line}, column {column}")
        if (iso3, year) in records:
            raise DataError(f"{path.name} line {line}: {iso3} {year} stands there already; expected it once")
        if value is not None:
            records[iso3, year] = value
    return pd.DataFrame([(*key, value) for key, value in records.items()], columns=["iso3", "year", "value"])


def last_updated(path: Path) -> str | None:
    """Date of the WDI update that a bulk download names in its preamble; None in the long layout."""
    return next((cells[1] for _, cells in _lines(path)[:10] if cells and cells[0] == UPDATED), None)


def _lines(path: Path) -> list[Line]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path.name}: not a CSV file in UTF-8: {error}") from None


def _header(lines: list[Line], path: Path) -> Line:
    found = [line for line in lines if CODE in line[1]]
    if len(found) != 1:
        places = ", ".join(f"line {n}" for n, _ in found) or "none"
        raise DataError(f"{path.name}: expected one header with {CODE!r}, found {places}")
    return found[0]


def _long(body: list[Line], header: list[str], path: Path):
    code, year, value = (header.index(name) for name in (CODE, "Year", "Value"))
    for line, cells in body:
        if len(cells) != len(header):
            raise DataError(f"{path.name} line {line}: {len(cells)} cells; expected {len(header)}")
        if not re.fullmatch(r"\d{4}", cells[year]):
            raise DataError(f"{path.name} line {line}, column Year: {cells[year]!r} is not a year")
        yield line, "Value", cells[code], int(cells[year]), cells[value]


def _wide(body: list[Line], header: list[str], header_line: int, indicator: str, path: Path):
    years = {i: int(name) for i, name in enumerate(header) if re.fullmatch(r"\d{4}", name)}
    if not years:
        raise DataError(f"{path.name} line {header_line}: no years in the header, nor Year and Value")
    code = header.index(CODE)
    series = header.index(INDICATOR) if INDICATOR in header else None
    for line, cells in body:
        if series is not None and cells[series] != indicator:
            raise DataError(f"{path.name} line {line}, column {INDICATOR}: {cells[series]!r}; expected {indicator}")
        for position, year in years.items():
            yield line, str(year), cells[code], year, cells[position] if position < len(cells) else ""


def _number(text: str, place: str) -> float | None:
    """Number in a cell; WDI marks missing data with nothing or with two dots."""
    if text in ("", ".."):
        return None
    try:
        return float(text)
    except ValueError:
        raise DataError(f"{place}: {text!r} is not a number") from None
