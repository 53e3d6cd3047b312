"""Read the International Monetary Fund's World Economic Outlook (WEO) database, as the IMF publishes it.

One row a series, one column a year. The years run on into projections: a column names, for every series, the last
year that rests on a country's own data. Two layouts, told apart by their headers:

* until April 2025, text with tabs in a file named ``.xls`` (UTF-16, or an older encoding; as CSV in copies), columns
  ISO, WEO Subject Code, ..., Estimates Start After, and a last line that names the edition;
* since October 2025, a workbook (or CSV), columns SERIES_CODE, ..., LATEST_ACTUAL_ANNUAL_DATA, PUBLICATION_DATE.

Source: https://www.imf.org/en/Publications/WEO/weo-database/2025/April,
https://data.imf.org/en/datasets/IMF.RES:WEO
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import imf_files
from trilateral.sources.numerals import plain
from trilateral.tables import DataError
from trilateral.tables.manifests import digest

if TYPE_CHECKING:
    import pandas as pd

ISO, SUBJECT, LAST_ACTUAL = "ISO", "WEO Subject Code", "Estimates Start After"
SERIES, LATEST_ACTUAL, PUBLISHED = "SERIES_CODE", "LATEST_ACTUAL_ANNUAL_DATA", "PUBLICATION_DATE"
SCALES = {"Units": 1.0, "Thousands": 1e3, "Millions": 1e6, "Billions": 1e9}
MISSING = frozenset({"", "n/a", "--"})
MONTHS = {4: "April", 10: "October"}  # the months in which editions with a database appear
LAST_ON_OLD_SITE = "April 2025"  # from October 2025 on, editions are on data.imf.org
FOOTER = re.compile(r"World Economic Outlook Database, (April|October) (20\d\d)\b")

UNNAMED = {"53d595898b540c0b1d2460098fa21dd7d6ebd4ef036adab8ecfbcb6525b7cc3a": "April 2025"}
"""Copies without the IMF's last line, which names the edition, by their SHA-256: the one that the first edition of
``data/economy.csv`` was made from. Of any other such file nobody could say which edition it is."""


@dataclass(frozen=True)
class Layout:
    """Names of the columns of one layout."""

    last: str
    scale: str
    units: str
    key: tuple[str, ...]

    @property
    def needed(self) -> set[str]:
        return {self.last, self.scale, self.units, *self.key}


LEGACY = Layout(LAST_ACTUAL, "Scale", "Units", (ISO, SUBJECT))
PORTAL = Layout(LATEST_ACTUAL, "SCALE", "UNIT", (SERIES,))
MARKS = ({*LEGACY.key}, {*PORTAL.key})  # what a header of either has


@dataclass(frozen=True)
class Series:
    """One row: whose series it is, its cells by column, and how messages name the row."""

    iso3: str
    subject: str
    cells: dict[str, str]
    place: str
    layout: Layout


@dataclass(frozen=True)
class Database:
    """What one file has: its edition (``"April 2025"``) and the actual figures (iso3, subject, year, value).

    Values are in plain units (US$, persons), percentages as fractions. A series that does not say
    where its estimates start is left out whole, as nothing in it is known to be actual.
    """

    edition: str
    frame: pd.DataFrame


def database(path: Path, countries: tuple[str, ...]) -> Database:
    """Edition and figures of ``countries``. Projections are left out.

    Raises
    ------
    DataError
        No layout of the IMF's; no edition or two; a country is not there or has a series twice; a scale is
        unknown; a year is missing; text stands where a number belongs.
    """
    series = _series(path, countries)
    frame = _figures(series)
    return Database(_edition(series, path), frame)


def edition(path: Path) -> str:
    """The edition alone, from the last lines or the first rows: a whole workbook takes long to read."""
    first = [row for table in imf_files.tables(path, MARKS, most=20) if SERIES in table.header for row in table.rows]
    return _one({_published(cells, place) for place, cells in first} or _footer(path), path)


def read(path: Path, countries: tuple[str, ...]) -> pd.DataFrame:
    """The figures of :func:`database`, whatever their edition."""
    return _figures(_series(path, countries))


def page(edition: str) -> str:
    """Where the IMF presents an edition."""
    month, year = edition.split()
    if order(edition) <= order(LAST_ON_OLD_SITE):
        return f"https://www.imf.org/en/Publications/WEO/weo-database/{year}/{month}"
    return "https://data.imf.org/en/datasets/IMF.RES:WEO"


def order(edition: str) -> tuple[int, int]:
    """Year and number of the month, by which editions come one after another."""
    month, year = edition.split()
    return int(year), next(number for number, name in MONTHS.items() if name == month)


def is_copy(path: Path) -> bool:
    """Whether this is a copy without the line that names the edition."""
    return digest(path) in UNNAMED


def _figures(series: list[Series]) -> pd.DataFrame:
    import pandas as pd

    records = [record for one in series for record in _actual(one)]
    return pd.DataFrame(records, columns=["iso3", "subject", "year", "value"])


def _edition(series: list[Series], path: Path) -> str:
    """What the file says of itself: its last lines, or the date of publication of every series."""
    if series[0].layout is PORTAL:
        return _one({_published(one.cells, one.place) for one in series}, path)
    return _one(_footer(path), path)


def _footer(path: Path) -> set[str]:
    found = {" ".join(match) for line in imf_files.footer(path) for match in FOOTER.findall(line)}
    return found or {UNNAMED.get(digest(path), "")} - {""}


def _one(found: set[str], path: Path) -> str:
    if len(found) != 1:
        raise DataError(f"{path.name}: names {', '.join(sorted(found)) or 'no edition'}; expected one edition, as in "
                        "the IMF's own last line or its column of publication dates")
    return found.pop()


def _published(cells: dict[str, str], place: str) -> str:
    text = cells.get(PUBLISHED, "")
    match = re.match(r"(20\d\d)-(\d\d)-\d\d", text)
    if not match or int(match[2]) not in MONTHS:
        raise DataError(f"{place}, column {PUBLISHED}: {text!r:.40}; expected a day in "
                        f"{' or '.join(MONTHS.values())}")
    return f"{MONTHS[int(match[2])]} {match[1]}"


def _series(path: Path, countries: tuple[str, ...]) -> list[Series]:
    """All series of ``countries``, each once."""
    found: list[Series] = []
    for table in imf_files.tables(path, MARKS):
        layout = LEGACY if set(LEGACY.key) <= set(table.header) else PORTAL
        if lacking := layout.needed - set(table.header):
            raise DataError(f"{table.place}: no column {', '.join(sorted(lacking))}")
        _check_years(table.header, table.place)
        found += _of_countries(table, layout, countries)
    _check_series(found, countries, path)
    return found


def _of_countries(table: imf_files.Table, layout: Layout, countries: tuple[str, ...]) -> Iterator[Series]:
    for place, cells in table.rows:
        key = tuple(cells[name] for name in layout.key) if layout is LEGACY else _split(cells[SERIES])
        if key and key[0] in countries:
            yield Series(*key, cells, place, layout)


def _split(code: str) -> tuple[str, ...]:
    """Country and subject of an annual series, ``TWN.NGDPD.A``; nothing for any other."""
    parts = code.split(".")
    return tuple(parts[:2]) if len(parts) == 3 and parts[2] == "A" else ()


def _check_years(header: list[str], place: str) -> None:
    years = [int(name) for name in header if _is_year(name)]
    if not years:
        raise DataError(f"{place}: no years in the header")
    for found, wanted in zip(years, range(years[0], years[0] + len(years)), strict=True):
        if found != wanted:
            raise DataError(f"{place}: column {found} stands where {wanted} is expected; years run without a gap")


def _check_series(found: list[Series], countries: tuple[str, ...], path: Path) -> None:
    seen: dict[tuple[str, str], str] = {}
    for one in found:
        key = one.iso3, one.subject
        if key in seen:
            raise DataError(f"{one.place}: {' '.join(key)} stands there already, in {seen[key]}")
        seen[key] = one.place.removeprefix(path.name).strip(" ,")
    if lacking := set(countries) - {iso3 for iso3, _ in seen}:
        raise DataError(f"{path.name}: nothing for {', '.join(sorted(lacking))}")


def _actual(one: Series) -> Iterator[tuple[str, str, int, float]]:
    """Figures of one series up to the last year that rests on data."""
    layout, cells = one.layout, one.cells
    last = _number(cells[layout.last], f"{one.place}, column {layout.last}")
    if not last:
        return
    if cells[layout.scale] not in SCALES:
        raise DataError(f"{one.place}, column {layout.scale}: {cells[layout.scale]!r:.40}; "
                        f"expected one of {', '.join(SCALES)}")
    percent = cells[layout.units].startswith("Percent")
    for column, text in cells.items():
        if not _is_year(column) or int(column) > last:
            continue
        value = _number(text, f"{one.place}, column {column}")
        if value is not None:
            value = round(value / 100, 12) if percent else value * SCALES[cells[layout.scale]]
            yield one.iso3, one.subject, int(column), value


def _is_year(name: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", name, re.ASCII))


def _number(text: str, place: str) -> float | None:
    """Number in a cell; WEO writes thousands with commas, and ``n/a`` or ``--`` where there is none."""
    if text in MISSING:
        return None
    value = plain(text, grouped=True)
    if value is None:
        raise DataError(f"{place}: {text!r:.40} is not a number")
    return value
