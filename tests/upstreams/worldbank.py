"""The World Bank's API and bulk downloads as they come, with made-up figures.

``Api`` answers questions for any countries and series; ``api.install(server)`` puts it behind its host's name.
``long_csv``, ``bulk_csv`` and ``bulk_zip`` are files of one series.
"""
from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.upstreams.server import Question, Reply, Server
from trilateral.sources.countries import ISO3
from trilateral.sources.economy import COVERED, NOT_IN_WDI, ONLY_POPULATION, WDI

HOST = "api.worldbank.org"
INDICATORS = tuple(series.indicator for series in WDI.values())
NAMES = dict(zip(INDICATORS, ("GDP (current US$)", "GDP growth (annual %)", "Inflation, GDP deflator (annual %)",
                              "Population, total", "Official exchange rate", "PPP conversion factor, GDP"),
                 strict=True))
LAST = 2025


def figures(last: int = LAST, first: int = 1989) -> dict[tuple[str, str, int], float]:
    """(indicator, iso3, year) -> figure: smooth series, each country's of another size."""
    found = {}
    for size, iso3 in enumerate(COVERED, 10):
        for year in range(first, last + 1):
            values = (size * 4e10 * 1.03 ** (year - 1990), 2.0, 1.5, size * 3e6 + 1000 * (year - 1990),
                      10.0 + 0.1 * (year - 1990), 7.0)
            for indicator, value in zip(INDICATORS, values, strict=True):
                if iso3 not in ONLY_POPULATION or indicator == WDI["population"].indicator:
                    found[indicator, iso3, year] = round(value, 4)
    return found


@dataclass
class Api:
    """Answers as the API does: pages, nulls, and errors with status 200.

    ``spoil(page, reply)`` may change every reply, or return another; ``updated`` is the date of the update.
    """

    figures: dict[tuple[str, str, int], float] = field(default_factory=figures)
    updated: str = "2026-07-01"
    spoil: Callable[[int, Any], Any] | None = None

    def install(self, server: Server) -> None:
        """Answer at the address of all series of all countries."""
        server.reply(HOST, f"/v2/country/{';'.join(COVERED)}/indicator/{';'.join(INDICATORS)}", self.answer)

    def answer(self, question: Question) -> Reply:
        """One page, as JSON."""
        *_, countries, _, indicators = question.path.split("/")
        query = question.query
        unknown = set(countries.split(";")) & set(NOT_IN_WDI)
        if unknown or (";" in indicators and query.get("source") != "2"):
            return Reply(json.dumps(error()).encode())
        first, last = (int(year) for year in query["date"].split(":"))
        rows = self.rows(countries.split(";"), indicators.split(";"), range(first, last + 1))
        reply = self.page(rows, int(query.get("page", 1)), int(query.get("per_page", 50)))
        if self.spoil:
            reply = self.spoil(reply[0]["page"], reply)
        return reply if isinstance(reply, Reply) else Reply(json.dumps(reply).encode())

    def rows(self, countries: Iterable[str], indicators: Iterable[str], years: range) -> list[dict[str, Any]]:
        """Rows of every series and year up to the last one known, newest first; null where there is no figure."""
        last = max(year for *_, year in self.figures)
        return [row(indicator, iso3, year, self.figures.get((indicator, iso3, year)))
                for indicator in indicators for iso3 in countries for year in reversed(years) if year <= last]

    def page(self, rows: list[dict[str, Any]], number: int, size: int) -> list[Any]:
        """The head and the rows of one page."""
        pages = -(-len(rows) // size)
        head = {"page": number, "pages": pages, "per_page": str(size), "total": len(rows), "sourceid": None,
                "lastupdated": self.updated}
        return [head, rows[(number - 1) * size:number * size]]

    def document(self, size: int = 2000, first: int = 1990) -> list[Any]:
        """All replies of one update, as a snapshot holds them."""
        rows = self.rows(COVERED, INDICATORS, range(first, 2101))
        return [self.page(rows, number, size) for number in range(1, -(-len(rows) // size) + 1)]


def row(indicator: str, iso3: str, year: int | str, value: Any) -> dict[str, Any]:
    """One row of a reply."""
    return {"indicator": {"id": indicator, "value": NAMES.get(indicator, "?")},
            "country": {"id": iso3[:2], "value": f"Country {iso3}"}, "countryiso3code": iso3, "date": str(year),
            "value": value, "unit": "", "obs_status": "", "decimal": 0}


def error(number: str = "120", key: str = "Invalid value", value: str = "The provided parameter value is not valid"):
    """What the API sends when it does not understand, with status 200."""
    return [{"message": [{"id": number, "key": key, "value": value}]}]


def long_csv(indicator: str, values: dict[tuple[str, str, int], float] | None = None) -> str:
    """A public copy: one row a country and year."""
    lines = [f"Country {iso3},{iso3},{year},{value}" for (code, iso3, year), value in (values or figures()).items()
             if code == indicator]
    return "\n".join(["Country Name,Country Code,Year,Value", "World,WLD,2000,1", *lines, ""])


def bulk_csv(indicator: str, values: dict[tuple[str, str, int], float] | None = None,
             updated: str = "2026-07-01") -> str:
    """The CSV of a bulk download: preamble, one column a year from 1960 on, an empty last column."""
    values = values or figures()
    years = range(1960, max(year for *_, year in values) + 1)
    lines = [_line("Country Name", "Country Code", "Indicator Name", "Indicator Code", *years)]
    lines += [_line(f"Country {iso3}", iso3, NAMES[indicator], indicator,
                    *(values.get((indicator, iso3, year), "") for year in years)) for iso3 in ("WLD", *ISO3)]
    head = [_line("Data Source", "World Development Indicators"), "", _line("Last Updated Date", updated), ""]
    return "\ufeff" + "\r\n".join([*head, *lines, ""])


def bulk_zip(indicator: str, text: str | None = None) -> bytes:
    """The zip of a bulk download, with its two descriptions."""
    stem = f"{indicator}_DS2_en_csv_v2_12345"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"Metadata_Indicator_API_{stem}.csv",
                         "\ufeff" + _line("INDICATOR_CODE", "INDICATOR_NAME", "SOURCE_NOTE", "SOURCE_ORGANIZATION")
                         + "\r\n" + _line(indicator, NAMES[indicator], "A note,\nof two lines.", "World Bank") + "\r\n")
        archive.writestr(f"API_{stem}.csv", text if text is not None else bulk_csv(indicator))
        archive.writestr(f"Metadata_Country_API_{stem}.csv",
                         "\ufeff" + _line("Country Code", "Region", "IncomeGroup", "SpecialNotes", "TableName")
                         + "\r\n" + _line("KOR", "East Asia & Pacific", "High income", "", "Korea, Rep.") + "\r\n")
    return packed.getvalue()


def _line(*cells: Any) -> str:
    return "".join(f'"{cell}",' for cell in cells)
