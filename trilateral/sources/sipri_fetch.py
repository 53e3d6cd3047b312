"""Fetch SIPRI's workbook of military expenditure: the newest that its page links, or that of another April.

The page, https://www.sipri.org/databases/milex, links one file, whose name says the years and has a suffix of no
fixed form: SIPRI-Milex-data-1949-2024_2.xlsx, SIPRI-Milex-data-1949-2025_v1.2.xlsx.
"""
from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from trilateral.tables import DataError

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot

PAGE = "https://www.sipri.org/databases/milex"
HOSTS = frozenset({"www.sipri.org", "sipri.org"})
KINDS = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/octet-stream")
NAME = re.compile(r"SIPRI-Milex-data-(\d{4})-(\d{4})([\w. -]{0,20})\.xlsx", re.IGNORECASE)
EDITION = re.compile(r"(?:April )?(\d{4})")


@dataclass(frozen=True, order=True)
class Link:
    """A workbook that the page links; the newest sorts last, by last year, then by the numbers in its suffix."""

    last_year: int
    suffix: tuple[int, ...]
    name: str
    url: str

    @property
    def edition(self) -> str:
        """SIPRI publishes the figures of a year in April of the next."""
        return f"April {self.last_year + 1}"


def fetch(client: Client, edition: str | None = None) -> dict[str, Snapshot]:
    """The workbook as a snapshot under its own name.

    Parameters
    ----------
    edition
        "2025" or "April 2025": the one published in that April, with figures to the year before. None: the newest.

    Raises
    ------
    DataError
        The page links no workbook, or not that of ``edition``; the message names those that are there.
    """
    wanted = _last_year(edition) if edition is not None else None
    page = client.get(PAGE, kinds=("text/html",), name="milex.html")
    there = links(page.path.read_bytes())
    found = [link for link in there if wanted in (None, link.last_year)]
    if not found:
        names = ", ".join(f"{link.edition} ({link.name})" for link in there)
        raise DataError(f"{PAGE}: no workbook of the edition of April {wanted + 1}; there is {names}. "
                        "A workbook that you have can be given as a file")
    newest = max(found)
    return {"workbook": client.get(newest.url, kinds=KINDS, name=newest.name)}


def _last_year(edition: str) -> int:
    said = EDITION.fullmatch(edition.strip())
    if said is None:
        raise DataError(f"edition {edition!r} of SIPRI's military expenditure; expected a year such as 2025, "
                        "or April 2025")
    return int(said[1]) - 1


def links(page: bytes) -> list[Link]:
    """Workbooks that the page links at SIPRI's own address.

    Raises
    ------
    DataError
        There is none.
    """
    anchors = _Anchors()
    anchors.feed(page.decode("utf-8", "replace"))
    anchors.close()
    found = {link for address in anchors.addresses if (link := _link(address))}
    if not found:
        raise DataError(f"{PAGE}: none of {len(anchors.addresses)} links leads to a workbook at {PAGE.split('/')[2]}; "
                        "expected one named like SIPRI-Milex-data-1949-2025.xlsx")
    return sorted(found)


def _link(address: str) -> Link | None:
    """The link as :class:`Link`, if it leads to a workbook of SIPRI's."""
    try:
        url = urljoin(PAGE, address.strip())
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # not an address
        return None
    name = unquote(parts.path).rpartition("/")[2]
    said = NAME.fullmatch(name)
    if said is None or parts.scheme not in ("http", "https") or parts.hostname not in HOSTS or port or parts.username:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return Link(int(said[2]), tuple(map(int, re.findall(r"\d{1,9}", said[3]))), name,
                f"https://{parts.hostname}{parts.path}{query}")


class _Anchors(HTMLParser):
    """Addresses that a page links, in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of a link."""
        if tag == "a" and (address := dict(attrs).get("href")):
            self.addresses.append(address)
