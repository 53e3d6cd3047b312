"""Arms exports of Japan and the Republic of Korea: ``data/arms_transfers.csv``.

Source: SIPRI Arms Transfers Database, trade register, https://www.sipri.org/databases/armstransfers

The register has a row a deal: what was delivered in all, in which years, and its volume in SIPRI's
trend-indicator value (TIV). It does not say how much came in which year; :func:`spread` decides.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from trilateral.sources import describe, publish
from trilateral.sources import sipri_register_file as layout
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

SUPPLIERS = {"South Korea": "KOR", "Japan": "JPN"}
"""SIPRI's names -> ISO 3166-1 alpha-3."""

FIRST_YEAR = 1990
FIRST_ORDER = 1940  # the oldest deal of the register was ordered then

MOST_TIV = 5_000.0
"""Most of one deal, million TIV. The largest of the two suppliers has 1,215; the world's largest are Soviet, 10,118."""


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
    register = open_register(path)
    _check_day(register.generated, retrieved, path.name)
    deals = [deal(row, register.generated) for row in register.rows if row.cells["Supplier"] in SUPPLIERS]
    frame = table(deals)
    for name, iso3 in SUPPLIERS.items():
        if iso3 not in set(frame["supplier"]):
            raise DataError(f"{path.name}: no delivery of {iso3} since {FIRST_YEAR}; {_nearest(register, name)}")
    facts = {"generated": register.generated.isoformat(), "deals": len(register.rows),
             "last_year": int(frame["year"].max())}
    return [publish.table(frame, describe.description("arms_transfers", retrieved, **facts), [path], folder)]


def open_register(path: Path) -> layout.Register:
    """The register at ``path``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path.name}: cannot be read: {error.strerror}") from None
    return layout.read(content, path.name)


def _check_day(generated: date, retrieved: str | None, file: str) -> None:
    """SIPRI's clock is in Stockholm, ours in UTC: a day apart is no fault."""
    day = date.fromisoformat(retrieved) if retrieved else datetime.now(UTC).date()
    if generated > day + timedelta(days=1):
        raise DataError(f"{file}: generated on {generated}; expected {day}, the day it was obtained, or before")


def _nearest(register: layout.Register, name: str) -> str:
    """What may have become of a supplier."""
    import difflib

    names = sorted({row.cells["Supplier"] for row in register.rows} - set(SUPPLIERS))
    near = difflib.get_close_matches(name, names, n=3)
    return f"suppliers named like {name!r}: {', '.join(map(repr, near)) or 'none'}"


def deal(row: layout.Row, generated: date) -> Deal:
    """One row as a :class:`Deal`; a deal without deliveries has no years and no volume."""
    order = row.cells["Year of order"]
    if not (re.fullmatch(r"[0-9]{4}", order) and FIRST_ORDER <= int(order) <= generated.year):
        raise DataError(f"{row.place}, column Year of order: {order[:20]!r}; "
                        f"expected {FIRST_ORDER} to {generated.year}")
    years = _years(row, generated)
    text = row.cells["SIPRI TIV of delivered weapons"]
    if not re.fullmatch(r"([0-9]{1,9}(\.[0-9]{0,9})?)?", text) or float(text or 0) > MOST_TIV:
        raise DataError(f"{row.place}, column SIPRI TIV of delivered weapons: {text[:20]!r}; "
                        f"expected a number of 0 to {MOST_TIV:,.0f} or nothing")
    if text and not years:
        raise DataError(f"{row.place}: {text} million TIV delivered and no year of delivery")
    doubt = row.cells[layout.DOUBT]
    if doubt not in ("", "?"):
        raise DataError(f"{row.place}, column after Number delivered: {doubt[:20]!r}; expected '?' or nothing")
    recipient = row.cells["Recipient"].strip()
    if not recipient:
        raise DataError(f"{row.place}, column Recipient: nothing; expected a name")
    return Deal(recipient, SUPPLIERS[row.cells["Supplier"]], years, float(text or 0), doubt == "?")


def _years(row: layout.Row, generated: date) -> tuple[int, ...]:
    """Years of delivery, in order, each once, none after the register was made."""
    text = row.cells["Year(s) of delivery"]
    place = f"{row.place}, column Year(s) of delivery: {text[:40]!r}"
    if not re.fullmatch(r"([0-9]{4}(; [0-9]{4})*)?", text):
        raise DataError(f"{place}; expected years parted by '; '")
    years = tuple(map(int, text.split("; "))) if text else ()
    if list(years) != sorted(set(years)):
        raise DataError(f"{place}; expected every year once, in order")
    if years and not layout.FIRST_YEAR <= years[0] <= years[-1] <= generated.year:
        raise DataError(f"{place}; expected years of {layout.FIRST_YEAR} to {generated.year}")
    return years


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
