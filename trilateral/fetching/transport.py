"""How the book asks: its name, its patience, and a count of what it really sent."""
from __future__ import annotations

import os
from collections.abc import Callable

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import InvalidHeader
from urllib3.util.retry import Retry

import trilateral
from trilateral.tables import DataError

CONTACT = "TRILATERAL_CONTACT"
"""Environment variable: address or page under which an upstream reaches whoever runs the update; none by default."""

AGAIN = (429, 500, 502, 503, 504)
"""Statuses that may pass: too many requests, and faults of the server or of one before it."""


class _Patience(Retry):
    """urllib3's retries, with a ceiling to what a server may ask us to wait, and every further request told."""

    def __init__(self, *args, ceiling: float = 0, sent: Callable[[], None] = lambda: None, **kwargs):
        super().__init__(*args, **kwargs)
        self.ceiling, self.sent = ceiling, sent

    def new(self, **kwargs):
        return super().new(**{"ceiling": self.ceiling, "sent": self.sent, **kwargs})

    def increment(self, *args, **kwargs):
        later = super().increment(*args, **kwargs)  # raises when patience is at its end
        self.sent()
        return later

    def get_retry_after(self, response):
        try:
            return min(super().get_retry_after(response) or 0, self.ceiling)
        except InvalidHeader:
            return 0


class _Adapter(HTTPAdapter):
    """Tells of every first request."""

    def __init__(self, sent: Callable[[], None], patience: _Patience):
        self.sent = sent
        super().__init__(max_retries=patience)

    def send(self, *args, **kwargs):
        self.sent()
        return super().send(*args, **kwargs)


class _NoRedirects(requests.Session):
    """Follows no redirect, nor reads a redirect's body to its end: the client does that, with limits."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def transport(sent: Callable[[], None], *, retries: int, backoff: float, ceiling: float,
              direct: bool) -> requests.Session:
    """What sends requests for the client; it calls ``sent`` for each, retries included.

    Parameters
    ----------
    retries
        After the first try: so many for a status of ``AGAIN``, one less for a connection that breaks or stays
        silent, one for a connection that does not come about.
    backoff
        Seconds before the second retry, doubled before each further one, with as much again at random; the first
        retry comes at once.
    ceiling
        Seconds, at most, that we wait because a server says ``Retry-After``.
    direct
        No proxy, whatever the environment says: for a server on this machine.
    """
    patience = _Patience(total=retries, connect=min(1, retries), read=max(retries - 1, 0), redirect=0,
                         status_forcelist=AGAIN, allowed_methods={"GET", "POST"},  # our POSTs ask, they change nothing
                         backoff_factor=backoff, backoff_jitter=backoff, raise_on_status=False,
                         ceiling=ceiling, sent=sent)
    made = _NoRedirects()
    made.mount("https://", _Adapter(sent, patience))
    made.mount("http://", _Adapter(sent, patience))
    made.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "gzip"})
    made.trust_env = not direct
    made.auth = _no_password
    return made


def user_agent() -> str:
    """Who asks: the book, its version, what it does; a contact where one is configured."""
    contact = os.environ.get(CONTACT, "").strip()
    if not (contact.isascii() and contact.isprintable()):
        raise DataError(f"{CONTACT}: {contact!r}; expected an address in plain ASCII")
    what = f"updates the data of an executable policy book; requests/{requests.__version__}"
    return f"trilateral/{trilateral.__version__} ({what}{contact and f'; +{contact}'})"


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stands where requests would otherwise look for a password of the user in ``.netrc``."""
    return request
