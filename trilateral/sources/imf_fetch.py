"""Fetch one edition of the World Economic Outlook database from the IMF.

Until April 2025 the address follows from the edition. Since October 2025 every edition lies at an address of its
own that follows from nothing: the page of the data set links the newest, and those found before are noted here.

Source: https://data.imf.org/en/datasets/IMF.RES:WEO
"""
from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from trilateral.sources import imf
from trilateral.tables import DataError

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot

DATASET = "https://data.imf.org/en/datasets/IMF.RES:WEO"
HOST = "https://data.imf.org"
STORAGE = f"{HOST}/-/media/iData/External-Storage/Documents"
KNOWN = {
    "April 2026": f"{STORAGE}/2F78EE59F79143A7921E5E203D3AAA80/en/WEOApr2026all.xlsx",
    "October 2025": f"{STORAGE}/5661B7CB2FCC4A56866765D4281AEF01/en/WEOOct2025all.xlsx",
}
FIRST = "April 2021"  # the address of older editions follows no one pattern
OLD_SITE = "https://www.imf.org/-/media/files/publications/weo/weo-database"
LINK = re.compile(r"/-/media/iData/External[^\"'<>\s\\]{1,120}/en/WEO(Apr|Oct)(20\d\d)all(?:\.xlsx)?")
PAGE_KINDS = ("text/html", "application/xhtml+xml")
KINDS = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel",
    "application/octet-stream", "binary/octet-stream", "application/zip", "text/plain", "text/csv",
    "text/tab-separated-values",
)
"""What the IMF's servers call these files; what they are, the reader finds out from their bytes."""


def fetch(client: Client, edition: str | None = None) -> dict[str, Snapshot]:
    """The whole database of countries, under the role ``weo``, in two requests at most.

    Parameters
    ----------
    edition
        ``"April 2025"`` (or ``"Apr 2025"``, ``"2025-04"``); None for the newest that the data set's page links.

    Raises
    ------
    DataError
        No such edition, or no link to any; the file is of another edition than it was taken for.
    """
    if edition is None:
        links = _links(client)
        if not links:
            raise DataError(f"{DATASET}: no link to a workbook of the whole database (WEOAprYYYYall.xlsx); expected "
                            f"one. Editions whose address is known: {FIRST} to {_newest(KNOWN)}")
        wanted = _newest(links)
        address = links[wanted]
    else:
        wanted = named(edition)
        address = _old(wanted) or KNOWN.get(wanted) or _linked(client, wanted)
    snapshot = client.get(address, kinds=KINDS)
    found = imf.edition(snapshot.path)
    if found != wanted:
        raise DataError(f"{address}: is the edition of {found}; expected that of {wanted}")
    return {"weo": snapshot}


def named(text: str) -> str:
    """The edition that a person means, as ``"April 2025"``."""
    months = {name[:3].lower(): name for name in imf.MONTHS.values()}
    numbers = {f"{number:02}": name for number, name in imf.MONTHS.items()}
    if match := re.fullmatch(r"\s*([A-Za-z]{3,9})\.?\s+(20\d\d)\s*", text):
        month, year = match.groups()
        full = months.get(month[:3].lower(), "")
        if full.lower().startswith(month.lower()) and full:
            return f"{full} {year}"
    if (match := re.fullmatch(r"\s*(20\d\d)-(\d\d)\s*", text)) and match[2] in numbers:
        return f"{numbers[match[2]]} {match[1]}"
    raise DataError(f"{text!r:.40} is no edition of the World Economic Outlook; expected one as 'April 2025' "
                    "or 'October 2025'")


def _old(edition: str) -> str | None:
    """Address on the IMF's old site, where it has the edition."""
    if not imf.order(FIRST) <= imf.order(edition) <= imf.order(imf.LAST_ON_OLD_SITE):
        return None
    month, year = edition.lower().split()
    folder = f"{year}/{month}" if int(year) >= 2024 else year
    return f"{OLD_SITE}/{folder}/weo{month[:3]}{year}all.xls"


def _links(client: Client) -> dict[str, str]:
    """Edition -> address of every workbook that the data set's page names.

    The names are looked for in the whole text: the page has them in links and in data for its scripts.
    """
    snapshot = client.get(DATASET, kinds=PAGE_KINDS, name="imf_weo_dataset.html")
    text = html.unescape(snapshot.path.read_bytes().decode("utf-8", "replace"))
    return {named(f"{match[1]} {match[2]}"): f"{HOST}{match[0]}" for match in LINK.finditer(text)}


def _linked(client: Client, wanted: str) -> str:
    links = _links(client)
    if wanted not in links:
        newer = sorted({*KNOWN, *links}, key=imf.order)
        raise DataError(f"{DATASET}: no edition of {wanted}; expected one from {FIRST} to {imf.LAST_ON_OLD_SITE}, or "
                        f"{', '.join(newer)}")
    return links[wanted]


def _newest(editions) -> str:
    return max(editions, key=imf.order)
