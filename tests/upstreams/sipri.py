"""Workbooks in the shape of SIPRI's military expenditure database, of any edition, and the page that links them.

Notes stand above the header, regions are rows without numbers, colours mark quality. No figure is SIPRI's.
"""
from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from trilateral.sources import sipri

HOST, PAGE = "www.sipri.org", "/databases/milex"
FILES = "/sites/default/files"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LAYOUT = {
    "current_usd_m": ("Current {us}", ["Country", "Notes"], 6, 1000.0),
    "constant_usd_m": ("Constant ({base}) {us}", ["Country", "", "Notes"], 6, 1000.0),
    "share_of_gdp": ("Share of GDP", ["Country", "Notes"], 6, 0.02),
    "per_capita_usd": ("Per capita", ["Country", "Notes"], 7, 300.0),
    "share_of_government": ("Share of Govt. spending", ["Country", "Notes", "Reporting year"], 8, 0.1),
}
"""Measure -> sheet, columns before the years, header row, a figure."""

LATE_SHEETS = ("per_capita_usd", "share_of_government")
"""They begin in 1988 whatever the first year of the others."""

SPELLINGS_2021 = {"USA": "USA", "GBR": "UK"}
"""ISO 3166-1 alpha-3 -> name in the editions of April 2020 and 2021, where it differs."""


def flat(measure: str, country: str, year: int) -> float:
    """The same figure in every year."""
    return LAYOUT[measure][3]


def growing(rate: float, base: int) -> Callable[[str, str, int], float]:
    """Figures that grow by ``rate`` a year, with prices that rise by 2 %; alike in the base year."""
    def figure(measure: str, country: str, year: int) -> float:
        current = 1000.0 * (1 + len(country)) * (1 + rate) ** (year - 1990)
        return {"current_usd_m": current, "constant_usd_m": current * 1.02 ** (base - year),
                "share_of_gdp": 0.02, "per_capita_usd": current / 100, "share_of_government": 0.1}[measure]

    return figure


class Sample:
    """An upstream-shaped workbook that a test can spoil before it is saved.

    Parameters
    ----------
    first, last, base
        First and last year of the figures, and the year of constant prices; by default the one before the last.
    names
        ISO 3166-1 alpha-3 -> name, where an edition writes another one than the newest do.
    others
        How many other countries there are. With 110 and from 1949 on, the book's share is under a tenth.
    figure
        Measure, country and year -> figure.
    us, current
        How the sheets' names and the header of the column in current prices are written.
    """

    def __init__(self, folder: Path, *, first: int = 1988, last: int = 2024, base: int | None = None,
                 names: dict[str, str] | None = None, others: int = 1, file: str = "sample.xlsx",
                 figure: Callable[[str, str, int], float] = flat, us: str = "US$",
                 current: str = "{last} (current prices)"):
        self.path = folder / file
        self.first, self.last, self.base, self.us = first, last, base or last - 1, us
        own = [(names or {}).get(iso3, name) for name, iso3 in sipri.COUNTRIES.items()]
        self.countries = [*own, "Atlantis", *(f"Atlantis {i}" for i in range(2, others + 1))][:len(own) + others]
        self.workbook = openpyxl.Workbook()
        self.workbook.active.title = "Front page"
        self._regional_totals(current.format(last=last))
        for measure in LAYOUT:
            self._country_sheet(measure, figure)

    def years(self, measure: str) -> range:
        """Years of a measure's sheet."""
        return range(max(self.first, 1988) if measure in LATE_SHEETS else self.first, self.last + 1)

    def title(self, measure: str) -> str:
        """Name of a measure's sheet."""
        return LAYOUT[measure][0].format(us=self.us, base=self.base)

    def _regional_totals(self, current):
        sheet = self.workbook.create_sheet("Regional totals")
        sheet.cell(14, 1, "Region")
        sheet.cell(15, 1, "World")
        for column, year in enumerate(range(1988, self.last + 1), 2):
            sheet.cell(14, column, float(year))
            sheet.cell(15, column, "..." if year == 1991 else 1500.5 + year - 1988)
        sheet.cell(14, column + 1, current)
        sheet.cell(15, column + 1, 1600.5 + self.last - 1988)

    def _country_sheet(self, measure, figure):
        _, lead, header, _ = LAYOUT[measure]
        sheet = self.workbook.create_sheet(self.title(measure))
        prices = f"in constant ({self.base}) US$ m." if measure == "constant_usd_m" else self.title(measure)
        sheet["A1"] = f"Military expenditure by country, {prices}, {self.first}-{self.last}   © SIPRI {self.last + 1}"
        for column, text in enumerate([*lead, *map(float, self.years(measure))], 1):
            sheet.cell(header, column, text)
        sheet.cell(header + 2, 1, "Asia & Oceania")
        for row, country in enumerate(self.countries, header + 3):
            sheet.cell(row, 1, country)
            for column, year in enumerate(self.years(measure), len(lead) + 1):
                sheet.cell(row, column, figure(measure, country, year))

    def row(self, measure, country):
        """Number of a country's row."""
        return LAYOUT[measure][2] + 3 + self.countries.index(country)

    def column(self, measure, year):
        """Number of a year's column."""
        return len(LAYOUT[measure][1]) + 1 + self.years(measure).index(year)

    def cell(self, measure, country, year):
        """The cell of a figure."""
        return self.sheet(measure).cell(self.row(measure, country), self.column(measure, year))

    def sheet(self, measure):
        """The sheet of a measure."""
        return self.workbook[self.title(measure)]

    def save(self) -> Path:
        self.workbook.save(self.path)
        return self.path


def edition(folder: Path, last: int, *, suffix: str = "", rate: float = 0.03, names: dict[str, str] | None = None,
            **given) -> Path:
    """A whole edition under its upstream name, with so many countries that the book's are under a tenth."""
    folder.mkdir(parents=True, exist_ok=True)
    return Sample(folder, first=1949, last=last, names=names, others=110, figure=growing(rate, last - 1),
                  file=f"SIPRI-Milex-data-1949-{last}{suffix}.xlsx", **given).save()


def rewrite(path: Path, changes: dict[str, Callable[[bytes], bytes] | bytes]) -> Path:
    """Change members of the workbook at ``path``: name -> new bytes, or a function of the old ones."""
    with zipfile.ZipFile(path) as archive:
        members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    for name, change in changes.items():
        members[name] = change(members[name]) if callable(change) else change
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def page(*links: str) -> bytes:
    """A page that links ``links``, among others."""
    anchors = "".join(f'<li><a class="file" href="{link}">Data for all countries</a></li>' for link in links)
    return (f"<!DOCTYPE html><html><head><title>Military expenditure</title></head><body><a href='/about'>About</a>"
            f"<a name=top></a><ul>{anchors}</ul><p>Figures &copy; SIPRI</p></body></html>").encode()
