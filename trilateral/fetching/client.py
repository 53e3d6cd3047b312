"""HTTP with manners: timeouts, retries with back-off, conditional requests, a size limit, a name."""
from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trilateral.fetching.snapshots import Snapshot, Store
from trilateral.tables import DataError

MIRROR = "TRILATERAL_MIRROR"
"""Environment variable: address of a server that has all upstreams, each under its host's name.

With ``http://127.0.0.1:8000`` a request for ``https://api.worldbank.org/v2/...`` goes to
``http://127.0.0.1:8000/api.worldbank.org/v2/...``.
"""

LIMIT = 64_000_000  # bytes; the largest file that an upstream of ours has is under 20 MB


@dataclass
class Client:
    """Fetches for one update.

    ``told(words)`` is called as bytes come in (a progress bar); ``requests`` counts what was asked for.
    Every failure is one ``DataError`` that names the address, what came and what was expected.
    """

    store: Store = field(default_factory=Store)
    told: Callable[[str, int, int], None] | None = None
    requests: int = 0

    def get(self, url: str, *, kinds: tuple[str, ...], name: str = "", params: Mapping[str, Any] | None = None,
            limit: int = LIMIT) -> Snapshot:
        """The file at ``url`` as a snapshot; the kept one where the server says that nothing has changed.

        Parameters
        ----------
        kinds
            Content types that are expected, as ``"application/json"``; another one is an error, as is a page
            of HTML where none was asked for, whatever its declared type.
        name
            File name of the snapshot; by default the last part of the address.
        limit
            Most bytes; more, or fewer than the server announced, is an error.
        """
        import requests

        self.requests += 1
        try:
            reply = requests.get(mirrored(url), params=params, timeout=30)
        except requests.RequestException as error:
            raise DataError(f"{url}: {error}") from None
        if reply.status_code != 200:
            raise DataError(f"{url}: status {reply.status_code}; 200 is expected")
        return self.store.keep(reply.content, name or url.rpartition("/")[2], url)

    def post(self, url: str, body: Mapping[str, Any], *, kinds: tuple[str, ...], name: str,
             headers: Mapping[str, str] | None = None, limit: int = LIMIT) -> Snapshot:
        """The reply to a JSON question as a snapshot; never conditional."""
        import requests

        self.requests += 1
        reply = requests.post(mirrored(url), json=body, headers=headers, timeout=30)
        if reply.status_code != 200:
            raise DataError(f"{url}: status {reply.status_code}; 200 is expected")
        return self.store.keep(reply.content, name, url)


def mirrored(url: str) -> str:
    """The address to ask: that of the mirror, if there is one."""
    mirror = os.environ.get(MIRROR)
    return f"{mirror.rstrip('/')}/{url.partition('://')[2]}" if mirror else url
