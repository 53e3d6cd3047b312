"""Fetch the daily figures: https://github.com/s0914712/pla-data-dashboard, file ``data/JapanandBattleship.csv``."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.sources import repositories

if TYPE_CHECKING:
    from trilateral.fetching import Client, Snapshot

DAILY = repositories.Kept("s0914712/pla-data-dashboard", "main", "data/JapanandBattleship.csv")
LIMIT = 8_000_000  # bytes; 2,000 days are 0.1 MB


def fetch(client: Client, edition: str | None = None) -> dict[str, Snapshot]:
    """The newest file, or that of the commit ``edition`` (40 digits).

    Raises
    ------
    DataError
        ``edition`` is no commit, or the file cannot be had.
    """
    return {"daily": client.get(DAILY.address(edition), kinds=repositories.KINDS, name="JapanandBattleship.csv",
                                limit=LIMIT)}
