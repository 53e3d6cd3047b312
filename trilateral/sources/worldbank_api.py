"""Read what the World Bank's API answered: replies of the Indicators API, version 2, in JSON.

One file holds the replies of one update in their order, ``[[meta, rows], [meta, rows], ...]``; a single reply as
the API sends it, ``[meta, rows]``, is read as well. Errors come with status 200, as a reply that has a message.

Source: https://datahelpdesk.worldbank.org/knowledgebase/articles/889392-about-the-indicators-api-documentation
"""
from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trilateral.sources.numerals import plain
from trilateral.tables import DataError

if TYPE_CHECKING:
    import pandas as pd

MOST_BYTES = 64_000_000  # all replies of an update of ours have about 1 MB
SOURCE = "2"  # the API's number of WDI; replies about several series may leave it out


@dataclass(frozen=True)
class Meta:
    """The head of one reply: which page of how many, rows in all, date of the update (YYYY-MM-DD)."""

    page: int
    pages: int
    total: int
    updated: str


@dataclass(frozen=True)
class Replies:
    """All replies of one update: ``updated`` and the figures (indicator, iso3, year, value)."""

    updated: str
    frame: pd.DataFrame


def read(path: Path, countries: Collection[str], indicators: Collection[str]) -> Replies:
    """Figures of ``countries`` (ISO 3166-1 alpha-3) and ``indicators`` (codes of WDI), as replied.

    Values are in the World Bank's units; a row without a value gives none.

    Raises
    ------
    DataError
        Not JSON as the API writes it, or an error of the API; pages that do not belong together, one twice, one
        missing; a row twice, of another country or series, of no year, or with something else than a number.
    """
    if (size := path.stat().st_size) > MOST_BYTES:
        raise DataError(f"{path.name}: {size:,} bytes; at most {MOST_BYTES:,} are expected")
    return gathered(parsed(path.read_bytes(), path.name), path.name, countries, indicators)


def parsed(content: bytes, shown: str) -> Any:
    """JSON without what JSON does not have: NaN, Infinity, another encoding than UTF-8."""
    def refused(word: str):
        raise ValueError(f"{word} is not a number")

    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=refused)
    except UnicodeDecodeError as error:
        raise DataError(f"{shown}: not in UTF-8, which the API writes: {error}") from None
    except RecursionError:
        raise DataError(f"{shown}: nested more deeply than any reply of the API") from None
    except ValueError as error:
        start = content[:60].decode("utf-8", "replace")
        raise DataError(f"{shown}: not JSON ({error}); it starts with {start!r}") from None


def gathered(document: Any, shown: str, countries: Collection[str], indicators: Collection[str]) -> Replies:
    """The figures of all replies in ``document``, checked to belong together."""
    import pandas as pd

    replies = _replies(document, shown)
    metas = [meta(reply, f"{shown}, reply {number}") for number, reply in enumerate(replies, 1)]
    _check_pages(metas, shown)
    records: dict[tuple[str, str, int], float | None] = {}
    for number, reply in enumerate(replies, 1):
        for position, row in enumerate(_rows(reply, f"{shown}, reply {number}"), 1):
            place = f"{shown}, reply {number}, row {position}"
            key, value = _figure(row, place, countries, indicators)
            if key in records:
                raise DataError(f"{place}: {key[1]} {key[2]} {key[0]} was there already; expected it once")
            records[key] = value
    if len(records) != metas[0].total:
        raise DataError(f"{shown}: {len(records):,} rows; the replies say that there are {metas[0].total:,}")
    columns = ["indicator", "iso3", "year", "value"]
    frame = pd.DataFrame([(*key, value) for key, value in records.items() if value is not None], columns=columns)
    return Replies(metas[0].updated, frame)


def meta(reply: Any, place: str) -> Meta:
    """The head of one reply, or the error that the API sent instead."""
    if not isinstance(reply, list) or not reply or not isinstance(reply[0], dict):
        raise DataError(f"{place}: {_short(reply)}; expected a list of a head and rows")
    head = reply[0]
    if "message" in head:
        raise DataError(f"{place}: the API reports {_message(head['message'])}")
    page, pages, total = (_whole(head.get(name), f"{place}, field {name}") for name in ("page", "pages", "total"))
    if head.get("sourceid") not in (None, "", SOURCE, int(SOURCE)):
        raise DataError(f"{place}, field sourceid: {_short(head['sourceid'])}; expected {SOURCE}, which is WDI")
    updated = head.get("lastupdated")
    if not isinstance(updated, str) or not re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", updated, re.ASCII):
        raise DataError(f"{place}, field lastupdated: {_short(updated)}; expected a date (YYYY-MM-DD)")
    return Meta(page, pages, total, updated)


def _replies(document: Any, shown: str) -> list[Any]:
    if not isinstance(document, list) or not document:
        raise DataError(f"{shown}: {_short(document)}; expected a list of replies")
    return [document] if isinstance(document[0], dict) else document


def _check_pages(metas: list[Meta], shown: str) -> None:
    for number, one in enumerate(metas, 1):
        for field in ("updated", "total", "pages"):
            first, here = getattr(metas[0], field), getattr(one, field)
            if first != here:
                name = "lastupdated" if field == "updated" else field
                raise DataError(f"{shown}, reply {number}, field {name}: {here}, but {first} in the first; expected "
                                "replies of one update")
        if one.page != number:
            raise DataError(f"{shown}, reply {number}, field page: {one.page}; expected {number} of {one.pages}")
    if len(metas) != metas[0].pages:
        raise DataError(f"{shown}: {len(metas)} replies; expected all {metas[0].pages} pages")


def _rows(reply: list[Any], place: str) -> list[Any]:
    rows = reply[1] if len(reply) == 2 else None
    if not isinstance(rows, list):
        raise DataError(f"{place}: {_short(rows)} where the rows belong; expected a list")
    return rows


def _figure(row: Any, place: str, countries: Collection[str], indicators: Collection[str]):
    """Key (indicator, iso3, year) and value of one row."""
    if not isinstance(row, dict):
        raise DataError(f"{place}: {_short(row)}; expected a row with fields")
    series = row.get("indicator")
    code = series.get("id") if isinstance(series, dict) else series
    if not isinstance(code, str) or code not in indicators:
        raise DataError(f"{place}, field indicator: {_short(code)}; expected one of {', '.join(indicators)}")
    iso3 = row.get("countryiso3code")
    if not isinstance(iso3, str) or iso3 not in countries:
        raise DataError(f"{place}, field countryiso3code: {_short(iso3)} was not asked for; "
                        f"expected one of {', '.join(countries)}")
    year = row.get("date")
    if not isinstance(year, str) or not re.fullmatch(r"(?:19|20)\d\d", year, re.ASCII):
        raise DataError(f"{place}, field date: {_short(year)}; expected a year")
    for field in ("obs_status", "unit"):
        # forecasts and other units would need a column of their own; WDI's annual series have neither
        if row.get(field) not in (None, ""):
            raise DataError(f"{place}, field {field}: {_short(row[field])} for {iso3} {year} {code}; expected nothing")
    return (code, iso3, int(year)), _value(row.get("value"), f"{place}, field value", f"{iso3} {year} {code}")


def _value(value: Any, place: str, what: str) -> float | None:
    if value is None:
        return None
    number = plain(value) if isinstance(value, str) else None
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300:
        number = float(value)
    if number is None:
        raise DataError(f"{place}: {_short(value)} for {what}; expected a number or null")
    return number


def _whole(value: Any, place: str) -> int:
    """A count, which the API writes as a number or as text."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,9}", value, re.ASCII):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
        return value
    raise DataError(f"{place}: {_short(value)}; expected a whole number")


def _message(message: Any) -> str:
    """The API's own words: number, key, explanation."""
    parts = message if isinstance(message, list) else [message]
    words = [" ".join(str(part.get(name, "")) for name in ("id", "key", "value")) if isinstance(part, dict)
             else str(part) for part in parts]
    return _oneline("; ".join(words)) or "an error without words"


def _short(value: Any) -> str:
    """A value of unknown size and kind, in one short line."""
    return _oneline(repr(value) if not isinstance(value, list | dict) else f"a {type(value).__name__}")


def _oneline(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:157]}..."
