"""HTTP with manners: timeouts, retries with back-off, conditional requests, a size limit, a name."""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

from trilateral.fetching import looks
from trilateral.fetching.snapshots import LIMIT, Snapshot, Store
from trilateral.tables import DataError

if TYPE_CHECKING:
    import requests

MIRROR = "TRILATERAL_MIRROR"
"""Environment variable: address of a server that has all upstreams, each under its host's name.

With ``http://127.0.0.1:8000`` a request for ``https://api.worldbank.org/v2/...`` goes to
``http://127.0.0.1:8000/api.worldbank.org/v2/...``.
"""

REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
DOWNLOADS = 2  # tries to get a body whole, each with the retries of the transport


@dataclass
class Client:
    """Fetches for one update.

    Every failure is one ``DataError`` that names the address, what came and what was expected; nothing is kept then.

    Attributes
    ----------
    told
        Called as ``told(name, done, total)`` while a file comes in: bytes, unpacked; ``total`` is 0 where the server
        does not say it.
    requests
        How many were sent, retries and redirects included.
    timeout
        Seconds to connect, and of silence while reading.
    deadline
        Seconds from the first request for a file until all of it must be there, for a server that is never silent
        long enough to be timed out.
    retries, backoff, ceiling
        As in :func:`trilateral.fetching.transport.transport`.
    """

    store: Store = field(default_factory=Store)
    told: Callable[[str, int, int], None] | None = None
    requests: int = 0
    timeout: tuple[float, float] = (10, 30)
    deadline: float = 300
    retries: int = 3
    backoff: float = 1
    ceiling: float = 30
    _transport: requests.Session | None = field(default=None, init=False, repr=False, compare=False)

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open for the next request; a later one opens them again."""
        if self._transport:
            self._transport.close()
            self._transport = None

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
            Most bytes, unpacked; more, or fewer than the server announced, is an error.
        """
        address = _full(url, params)
        name = name or _last_part(address)
        known = self.store.latest(address)
        if known and known.path.name != name:
            known = None
        reply = self._whole("GET", address, _Wanted(kinds, name, limit, known))
        if reply.content is None:
            return self.store.confirm(known)
        return self.store.keep(reply.content, name, address, etag=reply.etag, last_modified=reply.last_modified)

    def post(self, url: str, body: Mapping[str, Any], *, kinds: tuple[str, ...], name: str,
             headers: Mapping[str, str] | None = None, limit: int = LIMIT) -> Snapshot:
        """The reply to a JSON question as a snapshot; never conditional, and never redirected."""
        reply = self._whole("POST", url, _Wanted(kinds, name, limit), json=body, headers=headers)
        return self.store.keep(reply.content, name, url)

    def _whole(self, method: str, address: str, wanted: _Wanted, **how: Any) -> _Came:
        """One file; a download that breaks off in the middle is tried once more."""
        from trilateral.fetching.body import Broken

        ends, before = time.monotonic() + self.deadline, self.requests
        for last in [False] * (DOWNLOADS - 1) + [True]:
            try:
                return self._once(method, address, wanted, ends, **how)
            except Broken as error:
                if last or time.monotonic() > ends:
                    raise DataError(f"{address}: {error} ({_tries(self.requests - before)}); "
                                    "expected the whole file") from None
                time.sleep(min(self.backoff, max(ends - time.monotonic(), 0)))
        raise AssertionError("unreachable")

    def _once(self, method: str, address: str, wanted: _Wanted, ends: float, **how: Any) -> _Came:
        from trilateral.fetching import body

        before = self.requests
        with self._reply(method, address, {**(how.pop("headers", None) or {}), **wanted.conditions}, **how) as reply:
            if reply.status_code == 304 and wanted.conditions:
                return _Came(None, "", "")
            _check_head(reply, address, wanted.kinds, self.requests - before)
            content = body.read(reply.raw, address, wanted.limit, ends,
                                lambda done, total: self.told and self.told(wanted.name, done, total))
            _check_content(content, address, wanted.kinds, reply)
            return _Came(content, reply.headers.get("ETag", "").strip(), reply.headers.get("Last-Modified", "").strip())

    def _reply(self, method: str, address: str, headers: Mapping[str, str], **how: Any) -> requests.Response:
        """The reply behind all redirects, its body not read yet."""
        from trilateral.fetching import failures

        transport, before, asked = self._opened(), self.requests, mirrored(address)
        for _ in range(REDIRECTS + 1):
            try:
                reply = transport.request(method, asked, headers=headers, stream=True, timeout=self.timeout, **how)
            except failures.KINDS_OF_ERROR as error:
                raise DataError(f"{address}: {failures.words(error)} ({_tries(self.requests - before)}); "
                                "expected a reply") from None
            target = reply.headers.get("Location") if reply.status_code in MOVED else None
            if target is None or method == "POST":
                return reply
            reply.close()
            asked = _next(address, asked, target)
        raise DataError(f"{address}: redirected more than {REDIRECTS} times, at last to {looks.plain(asked)!r}; "
                        "expected the file")

    def _opened(self) -> requests.Session:
        from trilateral.fetching.transport import transport

        if self._transport is None:
            self._transport = transport(self._sent, retries=self.retries, backoff=self.backoff, ceiling=self.ceiling,
                                        direct=bool(os.environ.get(MIRROR)))
        return self._transport

    def _sent(self) -> None:
        self.requests += 1


@dataclass(frozen=True)
class _Wanted:
    """What is asked for: content types, name, most bytes, and the snapshot that there is already."""

    kinds: tuple[str, ...]
    name: str
    limit: int
    known: Snapshot | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask only for what has changed."""
        if not self.known:
            return {}
        said = {"If-None-Match": self.known.etag, "If-Modified-Since": self.known.last_modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class _Came:
    """What came: content (None: nothing has changed) and the server's words for asking again."""

    content: bytes | None
    etag: str
    last_modified: str


def mirrored(url: str) -> str:
    """The address to ask: that of the mirror, if there is one."""
    mirror = os.environ.get(MIRROR)
    return f"{mirror.rstrip('/')}/{url.partition('://')[2]}" if mirror else url


def _full(url: str, params: Mapping[str, Any] | None) -> str:
    """The address with its parameters, as it is sent."""
    import requests

    try:
        return requests.Request("GET", url, params=params).prepare().url
    except (requests.RequestException, ValueError) as error:
        raise DataError(f"{url}: no web address: {error}") from None


def _last_part(address: str) -> str:
    split = urlsplit(address)
    return unquote(split.path).rpartition("/")[2] or split.hostname


def _next(address: str, asked: str, target: str) -> str:
    """Where a redirect leads: under the mirror, if there is one, and never from a secure connection to an open one."""
    mirror = os.environ.get(MIRROR)
    try:
        to = urljoin(asked, target)
    except ValueError:
        raise DataError(f"{address}: redirected to {looks.plain(target)!r}; a web address is expected") from None
    if mirror and to.startswith(mirror.rstrip("/") + "/"):
        return to
    if urlsplit(to).scheme not in (("https",) if address.startswith("https:") else ("https", "http")):
        raise DataError(f"{address}: redirected to {looks.plain(to)!r}; an address with https is expected")
    return mirrored(to)


def _tries(count: int) -> str:
    return f"{count} request{'' if count == 1 else 's'}"


def _check_head(reply: requests.Response, address: str, kinds: tuple[str, ...], count: int) -> None:
    if reply.status_code != 200:
        wait = looks.plain(reply.headers.get("Retry-After", ""))
        wait = wait and f", asks to wait {wait!r}"
        raise DataError(f"{address}: status {reply.status_code} {looks.plain(str(reply.reason or ''))}".rstrip()
                        + f"{_said(reply)}{wait} ({_tries(count)}); 200 is expected")
    if (kind := _kind(reply)) not in kinds:
        raise DataError(f"{address}: {kind or 'no content type'} came{_said(reply)}; {' or '.join(kinds)} is expected")


def _check_content(content: bytes, address: str, kinds: tuple[str, ...], reply: requests.Response) -> None:
    if not content:
        raise DataError(f"{address}: an empty file; one with content is expected")
    if looks.is_html(content) and not any("html" in kind for kind in kinds):
        said = looks.extract(content)
        raise DataError(f"{address}: a page of HTML{said and f' ({said!r})'} came as {_kind(reply)}; "
                        f"{' or '.join(kinds)} is expected")


def _kind(reply: requests.Response) -> str:
    return looks.plain(reply.headers.get("Content-Type", "").partition(";")[0]).lower()


def _said(reply: requests.Response) -> str:
    """The first words of a reply that is not what was asked for."""
    from trilateral.fetching import body

    said = looks.extract(body.start(reply.raw))
    return f" ({said!r})" if said else ""
