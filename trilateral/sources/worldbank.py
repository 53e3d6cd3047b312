"""Read one indicator of the World Bank's World Development Indicators (WDI) from a file.

Three layouts are read: the zip of the World Bank's own bulk download, the CSV file in it (byte-order mark, a
preamble, one column a year, an empty last column), and the long form of public copies (Country Name, Country
Code, Year, Value).

Source: https://databank.worldbank.org/source/world-development-indicators
"""
from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.fetching import archives
from trilateral.sources.numerals import plain
from trilateral.tables import DataError
from trilateral.tables.manifests import digest

if TYPE_CHECKING:
    import pandas as pd

CODE, INDICATOR = "Country Code", "Indicator Code"
UPDATED = "Last Updated Date"
MOST_BYTES = 50_000_000  # of one CSV file; the largest indicator of WDI, all countries from 1960 on, has under 1 MB
MISSING = frozenset({"", ".."})

UNDATED = {
    "f488630ac53a04503f6c4164bd2737d18f7ac7fdecb07dc56042b0e1adc11cf7": "2026-07-01",
    "5468bc4339dd2ea3e677adea1319b40b98640d9c5997b43961196e726bcf3e8a": "2026-07-01",
    "fe3726fe7f61fa057e6ed0fbb8470968fd310863805b54ba2e69ce64075d7ba5": "2026-07-01",
    "cd7856b882884a41b3473cf74e8c85eb58d7d663d818a07e03f42ebdfb2c6b34": "2026-07-01",
    "3aae492c4e0e8e9a2633f76bf8c0b3b3b608b4d029839b82edb1592ed3db83a3": "2026-07-01",
    "37daf82cbfecc8feacd8719ecf7bf9a40b087229f2d060e075b254599ab0d715": "2026-07-01",
}
"""Files in the long layout, which does not say of which update it is, by their SHA-256: the copies that the first
edition of ``data/economy.csv`` was made from. Of any other such file nobody could say which edition it is."""

Line = tuple[int, list[str]]  # number of the line in the file, its cells


def read(path: Path, indicator: str) -> pd.DataFrame:
    """All figures of one indicator: iso3 (aggregates too), year, value in the World Bank's unit.

    Parameters
    ----------
    path
        A CSV file in either layout, or the zip of a bulk download.
    indicator
        Code of the series, ``NY.GDP.MKTP.CD``; checked where the file names its series.

    Raises
    ------
    DataError
        No header or two; another series; a year that is missing or stands there twice; text where a number
        belongs; a country and year twice.
    """
    import pandas as pd

    shown, lines = _lines(path)
    header_line, header = _header(lines, shown)
    body = [(n, cells) for n, cells in lines if n > header_line and any(cells)]
    if {"Year", "Value"} <= set(header):
        cells = _long(body, header, shown)
    else:
        cells = _wide(body, header, header_line, indicator, shown)
    records: dict[tuple[str, int], float] = {}
    seen = set()
    for line, column, iso3, year, text in cells:
        if (iso3, year) in seen:
            raise DataError(f"{shown} line {line}: {iso3} {year} stands there already; expected it once")
        seen.add((iso3, year))
        value = _number(text, f"{shown} line {line}, column {column}")
        if value is not None:
            records[iso3, year] = value
    return pd.DataFrame([(*key, value) for key, value in records.items()], columns=["iso3", "year", "value"])


def last_updated(path: Path) -> str:
    """Date (YYYY-MM-DD) of the WDI update that a file is of.

    Raises
    ------
    DataError
        The file does not say, and is no copy whose update is known.
    """
    shown, lines = _lines(path)
    named = next((cells[1] for _, cells in lines[:10] if len(cells) > 1 and cells[0] == UPDATED), None)
    found = named if named is not None else UNDATED.get(digest(path))
    if found is None:
        raise DataError(f"{shown}: does not say of which update it is; expected a line {UPDATED!r}, "
                        "as in the World Bank's own downloads")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", found):
        raise DataError(f"{shown}, {UPDATED}: {found!r:.40} is not a date (YYYY-MM-DD)")
    return found


def is_copy(path: Path) -> bool:
    """Whether this is one of the public copies that do not name their update."""
    return digest(path) in UNDATED


def _lines(path: Path) -> tuple[str, list[Line]]:
    """What to call the file, and its lines; of a zip, those of the member that holds the figures."""
    with path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith(b"PK"):
        return _packed(path)
    if (size := path.stat().st_size) > MOST_BYTES:
        raise DataError(f"{path.name}: {size:,} bytes; at most {MOST_BYTES:,} are expected")
    return path.name, _parsed(path.read_bytes(), path.name)


def _packed(path: Path) -> tuple[str, list[Line]]:
    """The one member with a header of countries and years; the others describe countries and indicator."""
    found = []
    with archives.opened(path, total=2 * MOST_BYTES) as archive:
        for entry in archive.infolist():
            shown = f"{path.name}, member {entry.filename!r}"
            if not entry.filename.lower().endswith(".csv"):
                continue
            lines = _parsed(archives.read(archive, entry.filename, MOST_BYTES), shown)
            if any(CODE in cells and _years(cells) for _, cells in lines[:20]):
                found.append((shown, lines))
    if len(found) != 1:
        names = ", ".join(shown.partition(", member ")[2] for shown, _ in found) or "none"
        raise DataError(f"{path.name}: expected one CSV member with {CODE!r} and years in its header, found {names}")
    return found[0]


def _parsed(content: bytes, shown: str) -> list[Line]:
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{shown}: not a CSV file in UTF-8: {error}") from None


def _header(lines: list[Line], shown: str) -> Line:
    found = [line for line in lines if CODE in line[1]]
    if len(found) != 1:
        places = ", ".join(f"line {n}" for n, _ in found[:5]) or "none"
        raise DataError(f"{shown}: expected one header with {CODE!r}, found {places}")
    return found[0]


def _long(body: list[Line], header: list[str], shown: str):
    code, year, value = (header.index(name) for name in (CODE, "Year", "Value"))
    for line, cells in body:
        if len(cells) != len(header):
            raise DataError(f"{shown} line {line}: {len(cells)} cells; expected {len(header)}")
        if not _is_year(cells[year]):
            raise DataError(f"{shown} line {line}, column Year: {cells[year]!r:.40} is not a year")
        yield line, "Value", cells[code], int(cells[year]), cells[value]


def _wide(body: list[Line], header: list[str], header_line: int, indicator: str, shown: str):
    years = _years(header)
    _check_years(list(years.values()), f"{shown} line {header_line}")
    code = header.index(CODE)
    series = header.index(INDICATOR) if INDICATOR in header else None
    for line, cells in body:
        if len(cells) < max(years) + 1 or any(cells[len(header):]):
            raise DataError(f"{shown} line {line}: {len(cells)} cells; expected {len(header)}")
        if series is not None and cells[series] != indicator:
            raise DataError(f"{shown} line {line}, column {INDICATOR}: {cells[series]!r:.40}; expected {indicator}")
        for position, year in years.items():
            yield line, str(year), cells[code], year, cells[position]


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text, re.ASCII))


def _years(header: list[str]) -> dict[int, int]:
    """Positions of the columns whose names are years."""
    return {position: int(name) for position, name in enumerate(header) if _is_year(name)}


def _check_years(years: list[int], place: str) -> None:
    if not years:
        raise DataError(f"{place}: no years in the header, nor Year and Value")
    expected = list(range(years[0], years[0] + len(years)))
    if years != expected:
        wrong = next((found, wanted) for found, wanted in zip(years, expected, strict=True) if found != wanted)
        raise DataError(f"{place}: column {wrong[0]} stands where {wrong[1]} is expected; years run without a gap")


def _number(text: str, place: str) -> float | None:
    """Number in a cell; WDI marks missing data with nothing or with two dots."""
    if text in MISSING:
        return None
    value = plain(text)
    if value is None:
        raise DataError(f"{place}: {text!r:.40} is not a number")
    return value
