"""Arms exports of Japan and the Republic of Korea: ``data/arms_transfers.csv``.

Source: SIPRI Arms Transfers Database, trade register, https://www.sipri.org/databases/armstransfers

The register has a row a deal: what was delivered in all, in which years, and its volume in SIPRI's
trend-indicator value (TIV). It does not say how much came in which year; :func:`spread` decides.
"""
from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe, publish
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

SUPPLIERS = {"South Korea": "KOR", "Japan": "JPN"}
"""SIPRI's names -> ISO 3166-1 alpha-3."""

FIRST_YEAR = 1990
HEADER = ["Recipient", "Supplier", "Year of order", "Number ordered", "Weapon designation", "Weapon description",
          "Number delivered", "Year(s) of delivery", "status", "Comments", "SIPRI TIV per unit",
          "SIPRI TIV for total order", "SIPRI TIV of delivered weapons"]
DOUBT = "uncertain"  # the column after "Number delivered" has no name in the register and holds "?" or nothing


@dataclass(frozen=True)
class Deal:
    """One row of the register. ``tiv`` is the volume delivered, in million TIV; ``years`` those of delivery."""

    recipient: str
    supplier: str
    years: tuple[int, ...]
    tiv: float
    uncertain: bool


def build(inputs: dict[str, Path], folder: Path | None = None, retrieved: str | None = None) -> list[Path]:
    """Write the table from ``inputs["register"]``, the register of all suppliers as SIPRI's CSV.

    Raises
    ------
    DataError
        The file is not laid out as expected, or a cell of ours is no plausible figure.
    """
    path = inputs["register"]
    rows, header, generated = open_register(path)
    deals = [deal(row, header, f"{path.name} line {line}") for line, row in rows if row[1] in SUPPLIERS]
    frame = table(deals)
    for iso3 in SUPPLIERS.values():
        if iso3 not in set(frame["supplier"]):
            raise DataError(f"{path.name}: no delivery of {iso3} since {FIRST_YEAR}")
    facts = {"generated": generated, "deals": len(rows), "last_year": int(frame["year"].max())}
    return [publish.table(frame, describe.description("arms_transfers", retrieved, **facts), [path], folder)]


def open_register(path: Path) -> tuple[list[tuple[int, list[str]]], dict[str, int], str]:
    """Rows with their line numbers, position of each column, and the day on which SIPRI generated the file."""
    lines = list(csv.reader(path.read_text("latin-1").splitlines()))
    start = next((i for i, row in enumerate(lines) if row[:2] == HEADER[:2]), None)
    if start is None:
        raise DataError(f"{path.name}: no header that begins with {', '.join(HEADER[:2])}")
    names = [name.strip() for name in lines[start]]
    if lacking := [name for name in HEADER if name not in names]:
        raise DataError(f"{path.name} line {start + 1}: no column {', '.join(lacking)}")
    header = {name: names.index(name) for name in HEADER}
    header[DOUBT] = header["Number delivered"] + 1
    preamble = " ".join(cell for row in lines[:start] for cell in row)
    said = re.search(r"Data generated: (\d{1,2} [A-Z][a-z]{2} \d{4})", preamble)
    if said is None:
        raise DataError(f"{path.name}: no line 'Data generated: DD Mon YYYY' above the header")
    generated = datetime.strptime(said[1], "%d %b %Y").date().isoformat()
    body = [(i + 1, row) for i, row in enumerate(lines) if i > start]
    for line, row in body:
        if len(row) not in (0, len(names)) and len(row) > 1 and row[1] in SUPPLIERS:
            raise DataError(f"{path.name} line {line}: {len(row)} cells; expected {len(names)}")
    return [(line, row) for line, row in body if len(row) == len(names)], header, generated


def deal(row: list[str], header: dict[str, int], place: str) -> Deal:
    """One row as a :class:`Deal`; a deal without deliveries has no years and no volume."""
    years = row[header["Year(s) of delivery"]]
    if not re.fullmatch(r"(\d{4}(; \d{4})*)?", years):
        raise DataError(f"{place}, column Year(s) of delivery: {years!r}; expected years parted by '; '")
    text = row[header["SIPRI TIV of delivered weapons"]]
    if not re.fullmatch(r"\d*(\.\d+)?", text):
        raise DataError(f"{place}, column SIPRI TIV of delivered weapons: {text!r} is not a number")
    if text and not years:
        raise DataError(f"{place}: {text} million TIV delivered and no year of delivery")
    doubt = row[header[DOUBT]]
    if doubt not in ("", "?"):
        raise DataError(f"{place}, column after Number delivered: {doubt!r}; expected '?' or nothing")
    return Deal(row[0], SUPPLIERS[row[1]], tuple(int(y) for y in years.split("; ")) if years else (),
                float(text or 0), doubt == "?")


def spread(deal: Deal) -> dict[int, float]:
    """Volume by year of delivery: equal parts over the years that the register lists.

    The register gives the years and the sum, not the rhythm. Equal parts keep the sum and the years;
    what a single year has may be wrong by the unevenness of its deals, so the book sums over five
    years where it compares. SIPRI's own yearly totals rest on knowledge that is not in the register.
    """
    return {year: deal.tiv / len(deal.years) for year in deal.years}


def table(deals: list[Deal]) -> pd.DataFrame:
    """supplier, recipient, year, tiv_m, uncertain_tiv_m: sums of :func:`spread` over the deals, million TIV."""
    import pandas as pd

    records = [
        (deal.supplier, deal.recipient, year, volume, volume * deal.uncertain)
        for deal in deals for year, volume in spread(deal).items() if year >= FIRST_YEAR
    ]
    frame = pd.DataFrame(records, columns=["supplier", "recipient", "year", "tiv_m", "uncertain_tiv_m"])
    return frame.groupby(["supplier", "recipient", "year"], as_index=False).sum().round(4)
