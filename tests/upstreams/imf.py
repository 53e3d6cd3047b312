"""The IMF's World Economic Outlook database as it comes, in its old layout and in that of its data portal.

Made-up figures. ``legacy`` and ``portal`` give the rows of an edition; ``legacy_bytes``, ``portal_csv`` and
``portal_xlsx`` the files; ``install`` puts the page of the data set and the files behind their hosts' names.
"""
from __future__ import annotations

import io
from collections.abc import Iterable

from tests.upstreams.server import Reply, Server
from trilateral.sources import imf_fetch

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUBJECTS = {  # subject: descriptor, units, unit of the portal, scale
    "NGDP_RPCH": ("Gross domestic product, constant prices", "Percent change", "Percent", "Units"),
    "NGDPD": ("Gross domestic product, current prices", "U.S. dollars", "US dollar", "Billions"),
    "PCPIPCH": ("Inflation, average consumer prices", "Percent change", "Percent", "Units"),
    "LP": ("Population", "Persons", "Persons", "Millions"),
}
COUNTRIES = {"AUS": "193", "TWN": "528"}
MONTHS = {"April": "04", "October": "10"}


def value(subject: str, year: int) -> str:
    """A figure as the IMF writes it, thousands with commas."""
    if year < 1982 and subject == "LP":
        return "n/a"
    return {"NGDPD": f"{700 * 1.03 ** (year - 1990):,.3f}", "LP": f"{20 + (year - 1990) / 50:.3f}"}.get(
        subject, f"{3 + year % 3 / 10:.3f}")


def legacy(edition: str = "April 2025", last: int | None = None) -> list[list[str]]:
    """Header, rows and last line of an edition up to April 2025."""
    published = int(edition.split()[1])
    years = range(1980, published + 6)
    lead = ["WEO Country Code", "ISO", "WEO Subject Code", "Country", "Subject Descriptor", "Subject Notes", "Units",
            "Scale", "Country/Series-specific Notes"]
    rows = [[number, iso3, subject, f"Country {iso3}", descriptor, "A note, with a comma.", units, scale, "See notes.",
             *(value(subject, year) for year in years), str(last or published - 1)]
            for iso3, number in COUNTRIES.items() for subject, (descriptor, units, _, scale) in SUBJECTS.items()]
    footer = [f"International Monetary Fund, World Economic Outlook Database, {edition}"]
    return [[*lead, *map(str, years), "Estimates Start After"], *rows, [], footer]


def legacy_bytes(rows: list[list[str]], encoding: str = "utf-16", delimiter: str = "\t") -> bytes:
    """The file of the old layout: called .xls, but text with tabs."""
    def cell(text: str) -> str:
        return f'"{text}"' if "," in text or delimiter in text else text

    return "".join(delimiter.join(map(cell, row)) + "\r\n" for row in rows).encode(encoding)


def portal(edition: str = "October 2025", last: str | None = None) -> list[list[str]]:
    """Header and rows of an edition from October 2025 on; groups of countries have codes of their own."""
    month, year = edition.split()
    years = range(1980, int(year) + 6)
    head = ["DATASET", "SERIES_CODE", "COUNTRY.ID", "COUNTRY", "INDICATOR.ID", "INDICATOR", "FREQUENCY", "SCALE",
            "UNIT", "PUBLICATION_DATE", "LATEST_ACTUAL_ANNUAL_DATA", *map(str, years)]
    rows = [["IMF.RES:WEO(9.0.0)", f"{iso3}.{subject}.A", iso3, f"Country {iso3}", subject, descriptor, "Annual",
             scale, unit, f"{year}-{MONTHS[month]}-14T13:00:00Z", last or str(int(year) - 1),
             *(value(subject, y).replace(",", "").replace("n/a", "") for y in years)]
            for iso3 in (*COUNTRIES, "G001") for subject, (descriptor, _, unit, scale) in SUBJECTS.items()]
    return [head, *rows]


def portal_csv(rows: list[list[str]]) -> bytes:
    """The portal's own export."""
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows).encode("utf-8-sig")


def portal_xlsx(rows: list[list[str]]) -> bytes:
    """The workbook of an edition: countries and groups on sheets of their own, prices of commodities on a third."""
    import openpyxl

    workbook = openpyxl.Workbook()
    countries = workbook.active
    countries.title = "Countries"
    groups, prices = workbook.create_sheet("Country Groups"), workbook.create_sheet("Commodity Prices")
    for row in rows:
        is_group, is_head = row[1].startswith("G0"), row is rows[0]
        for sheet, wanted in ((countries, not is_group), (groups, is_group or is_head)):
            if wanted:
                sheet.append([_typed(cell, position > 10 or is_head) for position, cell in enumerate(row)])
    prices.append(["Commodity", "Unit", 2024])
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _typed(cell: str, number: bool):
    """What the workbook holds: numbers and years as numbers, nothing as nothing."""
    if not cell:
        return None
    try:
        return float(cell) if number else cell
    except ValueError:
        return cell


def page(addresses: Iterable[str]) -> bytes:
    """The page of the data set, which links the workbook among much else."""
    links = "".join(f'<li><a href="{address.removeprefix(imf_fetch.HOST)}?v=1&amp;x=2">WEO Entire Dataset in Excel</a>'
                    "</li>" for address in addresses)
    return f"<!doctype html><html><body><h1>World Economic Outlook (WEO)</h1><ul>{links}</ul></body></html>".encode()


def address(edition: str) -> str:
    """Where the portal keeps an edition; made up where it is not known."""
    month, year = edition.split()
    return imf_fetch.KNOWN.get(edition) or f"{imf_fetch.STORAGE}/{'0' * 32}/en/WEO{month[:3]}{year}all.xlsx"


def install(server: Server, editions: Iterable[str] = ("October 2026",), old: Iterable[str] = ()) -> None:
    """The data set's page with its links, their workbooks, and files of the old site."""
    editions = tuple(editions)
    host, path = imf_fetch.DATASET.removeprefix("https://").split("/", 1)
    server.reply(host, f"/{path}", Reply(page(map(address, editions)), "text/html; charset=utf-8"))
    for edition in editions:
        where = address(edition).removeprefix(imf_fetch.HOST)
        server.reply(host, where, Reply(portal_xlsx(portal(edition)), XLSX))
    for edition in old:
        host, path = imf_fetch._old(edition).removeprefix("https://").split("/", 1)
        server.reply(host, f"/{path}", Reply(legacy_bytes(legacy(edition)), "application/vnd.ms-excel"))
