"""Fetch SIPRI's trade register of all suppliers: generated when asked for, so the edition is the day.

The service behind https://armstransfers.sipri.org takes a question in JSON and replies ``{"bytes": "..."}``, the CSV
in base64. It has no documentation; the question is the one that public clients of it send. With the further field
``exportOption`` it replies with another table, a row a delivery, which this book does not read.
"""
from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from trilateral.sources import sipri_register_file as layout
from trilateral.tables import DataError

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot

URL = "https://atbackend.sipri.org/api/p/trades/trade-register-csv/"
SITE = "https://armstransfers.sipri.org"
HEADERS = {"Origin": SITE, "Referer": f"{SITE}/"}
NAME = "SIPRI_trade-register_generated_{day}.csv"


def fetch(client: Client, edition: str | None = None) -> dict[str, Snapshot]:
    """The register as a snapshot named after the day on which it was generated.

    Parameters
    ----------
    edition
        None for today's, or the day (YYYY-MM-DD) of a register that was fetched before and is kept.

    Raises
    ------
    DataError
        No register of that day is kept, or the reply is not SIPRI's CSV in base64.
    """
    if edition is not None:
        return {"register": _kept(client, edition)}
    reply = client.post(URL, question(_this_year()), kinds=("application/json",), name="trade-register.json",
                        headers=HEADERS)
    content = decoded(reply.path.read_bytes())
    day = layout.read(content, URL).generated
    return {"register": client.store.keep(content, NAME.format(day=day), address(day))}


def address(day: date) -> str:
    """Under which address the register of a day is kept; the service itself has but one for all of them."""
    return f"{URL}#generated={day}"


def question(last_year: int) -> dict[str, Any]:
    """All deals with deliveries from 1950 to ``last_year``, whoever supplied and received, open ones too."""
    def asked(field: str, first: int | str = "", last: int | str = "", condition: str = "") -> dict[str, Any]:
        return {"field": field, "oldField": "", "condition": condition, "value1": first, "value2": last,
                "listData": []}

    return {"filters": [asked("Delivery year", layout.FIRST_YEAR, last_year, "contains"),
                        asked("Order year", 0, last_year, "contains"), asked("opendeals")], "logic": "AND"}


def decoded(reply: bytes) -> bytes:
    """The CSV in a reply.

    Raises
    ------
    DataError
        The reply is not JSON, has no text ``bytes``, or that is not base64.
    """
    try:
        found = json.loads(reply)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{URL}: not JSON: {' '.join(str(error).split())[:120]}") from None
    text = found.get("bytes") if isinstance(found, dict) else None
    if not isinstance(text, str):
        there = ", ".join(found)[:80] if isinstance(found, dict) else type(found).__name__
        raise DataError(f"{URL}: no text 'bytes' in the reply, which has {there or 'nothing'}; expected CSV in base64")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise DataError(f"{URL}, field 'bytes': not base64: {error}; expected CSV in base64") from None


def _kept(client: Client, edition: str) -> Snapshot:
    try:
        day = date.fromisoformat(edition.strip())
    except ValueError:
        raise DataError(f"edition {edition!r} of SIPRI's trade register; expected the day on which one was generated, "
                        "as 2025-10-23, or none for today's") from None
    kept = client.store.latest(address(day))
    if kept is None:
        raise DataError(f"{URL}: generates a register of today alone, and none of {day} is kept; expected no edition, "
                        "or the day of one fetched before. A register that you have can be given as a file")
    return kept


def _this_year() -> int:
    return datetime.now(UTC).year
