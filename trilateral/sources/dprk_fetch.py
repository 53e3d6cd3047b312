"""Fetch the compilation of launches: https://github.com/nagix/nk-missile-tests, file ``data/test.en.json``."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.sources import repositories

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot

LAUNCHES = repositories.Kept("nagix/nk-missile-tests", "master", "data/test.en.json")
LIMIT = 8_000_000  # bytes; 340 launches are 0.3 MB


def fetch(client: Client, edition: str | None = None) -> dict[str, Snapshot]:
    """The newest file, or that of the commit ``edition`` (40 digits).

    Raises
    ------
    DataError
        ``edition`` is no commit, or the file cannot be had.
    """
    return {"launches": client.get(LAUNCHES.address(edition), kinds=repositories.KINDS, name="test.en.json",
                                   limit=LIMIT)}
