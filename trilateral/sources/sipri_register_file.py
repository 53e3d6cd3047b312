"""Read SIPRI's trade register as its CSV has it: a preamble, a header, a row a deal.

Source: SIPRI Arms Transfers Database, trade register, https://www.sipri.org/databases/armstransfers
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from trilateral.tables import DataError

HEADER = ["Recipient", "Supplier", "Year of order", "Number ordered", "Weapon designation", "Weapon description",
          "Number delivered", "Year(s) of delivery", "status", "Comments", "SIPRI TIV per unit",
          "SIPRI TIV for total order", "SIPRI TIV of delivered weapons"]
DOUBT = "uncertain"  # the column after "Number delivered" has no name in the register and holds "?" or nothing

FIRST_YEAR = 1950
FEWEST_DEALS = 25_000  # the register of October 2025 has 28,348, and they grow by some hundreds a year

EVERYBODY = re.compile(r"from All countries\s+to All countries")
RANGE = re.compile(r"year range '(\d{4})' to '(\d{4})'")
GENERATED = re.compile(r"Data generated: (\d{1,2}) ([A-Z][a-z]{2})[a-z]? (\d{4})")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Row:
    """One deal as it stands: ``cells`` by column, and how a message names its place."""

    place: str
    cells: dict[str, str]


@dataclass(frozen=True)
class Register:
    """All deals of a register, and the day on which SIPRI generated it."""

    rows: list[Row]
    generated: date


def read(content: bytes, place: str) -> Register:
    """The register in ``content``; ``place`` is its file or address, for messages.

    Raises
    ------
    DataError
        It is not SIPRI's CSV in Latin-1, not the whole register, or cut.
    """
    lines = _lines(_text(content, place))
    start = next((i for i, (_, row) in enumerate(lines) if row[:2] == HEADER[:2]), None)
    if start is None:
        wide = next((row[:2] for _, row in lines if len(row) > 5), [])
        raise DataError(f"{place}: no header that begins with {', '.join(HEADER[:2])}"
                        + (f"; found {', '.join(wide)[:80]}" if wide else ""))
    generated = _generated([" ".join(row) for _, row in lines[:start]], place)
    number, names = lines[start][0], [name.strip() for name in lines[start][1]]
    if lacking := [name for name in HEADER if name not in names]:
        raise DataError(f"{place} line {number}: no column {', '.join(lacking)}")
    columns = {name: names.index(name) for name in HEADER}
    columns[DOUBT] = columns["Number delivered"] + 1
    rows = [Row(f"{place} line {line}", {name: row[i] for name, i in columns.items()})
            for line, row in _whole(lines[start + 1:], len(names), place)]
    if len(rows) < FEWEST_DEALS:
        raise DataError(f"{place}: {len(rows):,} deals; at least {FEWEST_DEALS:,} are expected of the whole register")
    return Register(rows, generated)


def _text(content: bytes, place: str) -> str:
    """The CSV decoded; other encodings would not fail to decode, they would give other letters."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        raise DataError(f"{place}: is an HTML or XML page; the register as CSV is expected")
    if content.startswith(b"\xef\xbb\xbf") or b"\0" in content:
        raise DataError(f"{place}: begins with a byte order mark or holds null bytes; CSV in Latin-1 is expected")
    if not content.isascii():
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            pass  # as it should be: single accented letters in Latin-1 are no UTF-8
        else:
            raise DataError(f"{place}: is in UTF-8; CSV in Latin-1 is expected")
    return content.decode("latin-1")


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Rows with the number of their line; a blank one has no cells.

    SIPRI writes no quotation marks around cells and no commas within; those that stand in a comment are but letters.
    """
    lines = (line.removesuffix("\r") for line in text.split("\n"))
    return [(number, line.split(",") if line else []) for number, line in enumerate(lines, 1)]


def _whole(lines: list[tuple[int, list[str]]], width: int, place: str) -> Iterator[tuple[int, list[str]]]:
    """Deals of ``width`` cells. A comment may hold a line break, without quotes: its deal is put together again."""
    if not lines or lines[-1][1]:
        raise DataError(f"{place}: does not end with a line break; the whole register is expected, and this one is cut")
    following = iter(lines)
    for line, row in following:
        found = f"{len(row)} cells"
        if row and len(row) < width:
            _, more = next(following, (0, []))
            row = [*row[:-1], " ".join([row[-1], *more[:1]]), *more[1:]]
            found += f", or {len(row)} with the line after it"
        if row and len(row) != width:
            raise DataError(f"{place} line {line}: {found}; expected {width}")
        if row:
            yield line, row


def _generated(preamble: list[str], place: str) -> date:
    """The day on which it was generated, if the lines above the header say that it is the whole register."""
    text = " ".join(preamble)
    if not EVERYBODY.search(text):
        raise DataError(f"{place}: no line 'Transfers ... from All countries to All countries' above the header; "
                        "the register of all suppliers is expected")
    said = GENERATED.search(text)
    if said is None or said[2] not in MONTHS:
        raise DataError(f"{place}: no line 'Data generated: DD Mon YYYY' above the header")
    try:
        generated = date(int(said[3]), MONTHS.index(said[2]) + 1, int(said[1]))
    except ValueError:
        raise DataError(f"{place}: generated on {said[0][16:]!r}; a date is expected") from None
    years = RANGE.search(text)
    if years is None or int(years[1]) > FIRST_YEAR or int(years[2]) < generated.year - 1:
        there = f"{years[1]} to {years[2]}" if years else "none"
        raise DataError(f"{place}: deliveries of {there}; expected {FIRST_YEAR} to {generated.year - 1} or later")
    return generated
