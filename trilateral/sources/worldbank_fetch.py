"""Fetch all series of ``data/economy.csv`` from the World Bank's API, in few requests and as one snapshot.

The API takes up to 60 series of one source at once (1,500 characters between two slashes, 4,000 in the address)
and up to 32,500 rows a page; fifteen countries, six series and 37 years are 3,330 rows.

Source: https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structures
"""
from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from trilateral.sources import worldbank_api
from trilateral.sources.countries import FIRST_YEAR
from trilateral.sources.economy import COVERED, WDI
from trilateral.tables import DataError

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot

API = "https://api.worldbank.org/v2"
PER_PAGE = 2000  # two pages today; a page of that size has about half a megabyte
MOST_PAGES = 8
KINDS = ("application/json", "text/json", "text/plain")
ATTEMPTS = 2


def fetch(client: Client, edition: str | None = None) -> dict[str, Snapshot]:
    """All replies, in one file ``wdi_api_DATE.json`` (the date is that of the update), under the role ``wdi``.

    Parameters
    ----------
    edition
        Date of the update that is wanted (YYYY-MM-DD). The API has the newest only.

    Raises
    ------
    DataError
        The API has another update; it reports an error; its replies do not belong together, even when all are
        asked for a second time, as an update in between would explain the first time.
    """
    for attempt in range(1, ATTEMPTS + 1):
        pages = [_page(client, 1)]
        first = _meta(pages[0])
        if edition is not None and edition.removeprefix("update of ").strip() != first.updated:
            raise DataError(f"{address()}: the update {edition!r} is not to be had; the World Bank's API has only "
                            f"its newest, {first.updated}")
        if first.pages > MOST_PAGES:
            raise DataError(f"{address()}: {first.pages} pages; at most {MOST_PAGES} are expected")
        pages += [_page(client, number) for number in range(2, first.pages + 1)]
        try:
            found = worldbank_api.gathered(pages, address(), COVERED, [series.indicator for series in WDI.values()])
        except DataError:
            if attempt == ATTEMPTS or all(_meta(page) == _expected(first, n) for n, page in enumerate(pages, 1)):
                raise
            continue
        content = "[\n" + ",\n".join(json.dumps(page, ensure_ascii=False, separators=(",", ":")) for page in pages)
        name = f"wdi_api_{found.updated}.json"
        return {"wdi": client.store.keep(f"{content}\n]\n".encode(), name, question())}
    raise AssertionError("unreachable: the last attempt returns or raises")


def address() -> str:
    """Where all series of all countries are."""
    indicators = ";".join(series.indicator for series in WDI.values())
    return f"{API}/country/{';'.join(COVERED)}/indicator/{indicators}"


def question() -> str:
    """The whole question, without the number of the page."""
    return f"{address()}?{'&'.join(f'{name}={value}' for name, value in _parameters().items())}"


def _parameters() -> dict[str, Any]:
    this_year = datetime.now(UTC).year
    return {"source": worldbank_api.SOURCE, "format": "json", "date": f"{FIRST_YEAR}:{this_year}",
            "per_page": PER_PAGE}


def _page(client: Client, number: int) -> Any:
    params = {**_parameters(), "page": number}
    snapshot = client.get(address(), kinds=KINDS, name=f"wdi_page_{number}.json", params=params)
    return worldbank_api.parsed(snapshot.path.read_bytes(), f"{address()}, page {number}")


def _meta(page: Any) -> worldbank_api.Meta:
    return worldbank_api.meta(page, address())


def _expected(first: worldbank_api.Meta, number: int) -> worldbank_api.Meta:
    return worldbank_api.Meta(number, first.pages, first.total, first.updated)
