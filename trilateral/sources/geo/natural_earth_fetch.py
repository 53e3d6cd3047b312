"""Fetch Natural Earth's archive of countries, of a named version.

Both hosts of Natural Earth, naciscdn.org and its bucket naturalearth.s3.amazonaws.com, keep every release under its
number (nvkelso/natural-earth-vector, issue 246); scripts are asked to use the bucket (issues 581 and 895). The number
is that of the release: an archive in it that did not change keeps the older one in its VERSION.txt, which is what
the manifests say. Release 5.1.2 has countries of version 5.1.1, the same bytes as release 5.1.1.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trilateral.tables import DataError

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot

ADDRESS = "https://naturalearth.s3.amazonaws.com/{release}/10m_cultural/ne_10m_admin_0_countries_deu.zip"
KINDS = ("application/zip", "application/x-zip-compressed", "application/octet-stream", "binary/octet-stream")
LIMIT = 20_000_000  # bytes; 5 MB in 5.1.2
RELEASES = ("5.1.1", "5.1.2")
"""Releases known to be there, oldest first. The last, of May 2022, is the newest; a newer one is taken only
by its name, since borders on maps should not move because a day has come."""


def fetch(client: Client, edition: str | None = None) -> dict[str, Snapshot]:
    """The archive of the newest known release, or of the release ``edition`` ("5.1.2").

    Raises
    ------
    DataError
        ``edition`` is no release, or the archive cannot be had.
    """
    release = edition if edition is not None else RELEASES[-1]
    known = f"known releases are {', '.join(RELEASES)}"
    if not re.fullmatch(r"\d{1,3}\.\d{1,3}\.\d{1,3}", release, re.ASCII):
        raise DataError(f"edition {release!r:.60}: no release of Natural Earth; {known}")
    address = ADDRESS.format(release=release)
    try:
        return {"admin0": client.get(address, kinds=KINDS, name=address.rpartition("/")[2], limit=LIMIT)}
    except DataError as error:
        if release in RELEASES:
            raise
        raise DataError(f"{error}; {known}") from None
