"""SIPRI's trade register as its service replies: made-up deals in its layout."""
from __future__ import annotations

import base64
import json

HOST, PATH = "atbackend.sipri.org", "/api/p/trades/trade-register-csv/"

PREAMBLE = """\
Transfers of major conventional arms from All countries  to All countries . Deals with deliveries made for the year \
range '1950' to '{last}'\x20
A '?' in a column indicates uncertain data. The 'Number delivered' refers only to deliveries in the selected year(s).
SIPRI trend-indicator values (TIVs) are in millions.

Source: SIPRI Arms Transfers Database (c) SIPRI.
Data generated: {day} 5:22:49 PM"""
HEADER = ("Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
          "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
          "SIPRI TIV of delivered weapons")
FIRST_LINE = 8
"""Line of the first deal."""


def line(recipient="Poland", supplier="South Korea", years="2022; 2023; 2024", tiv="399", doubt="?", order="2022",
         comment="$3 b deal"):
    """One deal."""
    return f"{recipient},{supplier},{order},,180,,K2,tank,84,{doubt},{years},New,{comment},4.75,855,{tiv}"


def deals(recipients: int = 160, others: int = 25_000, factor: float = 1):
    """Recipients enough for the table's floor, a deal of Japan, and many of others; ``factor`` revises the volumes."""
    ours = [line(f"Country {i}", years="2020", tiv=f"{10 * factor:g}", doubt="", order="2018")
            for i in range(recipients)]
    japan, none = line("Philippines", "Japan", "2023; 2024", "26", ""), line("Egypt", years="", tiv="")
    return [*ours, line(), japan, none, *[line("India", "Russia", "2001", "5", order="1999")] * others]


def register(rows: list[str] | None = None, *, day: str = "23 Oct 2025", last: int = 2025, header: str = HEADER,
             preamble: str = PREAMBLE) -> bytes:
    """The CSV, in Latin-1."""
    lines = [preamble.format(day=day, last=last), header, *(deals() if rows is None else rows), ""]
    return "\n".join(lines).encode("latin-1")


def reply(content: bytes) -> bytes:
    """What the service answers for this CSV."""
    return json.dumps({"bytes": base64.b64encode(content).decode()}).encode()
