"""Why there was no reply, in words: the libraries nest three exceptions for a cable that is not plugged in."""
from __future__ import annotations

from http.client import BadStatusLine, LineTooLong, RemoteDisconnected

import requests
from urllib3 import exceptions as nested

from trilateral.fetching.looks import plain

KINDS_OF_ERROR = (requests.RequestException, nested.HTTPError, ValueError, OSError)
"""What asking may raise: requests wraps most of urllib3's errors, but not all."""


KINDS = (
    (nested.NameResolutionError, "the name of its host cannot be resolved; is this machine connected?"),
    (nested.NewConnectionError, "no connection: {}"),
    (nested.ConnectTimeoutError, "no connection in time"),
    (nested.ReadTimeoutError, "connected, but nothing came in time"),
    (nested.SSLError, "no secure connection: {}"),
    (nested.ProxyError, "no connection through the proxy: {}"),
    (nested.ProtocolError, "the connection broke off: {}"),
)
"""The first that fits; each of the first three is one of the next, too."""

NO_HTTP = (BadStatusLine, LineTooLong, ValueError)
"""Raised inside a ProtocolError at what is no HTTP; RemoteDisconnected is a BadStatusLine, but of an empty line."""


def words(error: Exception) -> str:
    """What went wrong, in one line."""
    cause = _innermost(error)
    inside = _inside(cause)
    odd = [one for one in inside if isinstance(one, NO_HTTP) and not isinstance(one, RemoteDisconnected)]
    if isinstance(cause, nested.ProtocolError) and odd:
        return f"what came is no HTTP reply: {plain(str(odd[0]), 60)!r}"
    said = next((said for kind, said in KINDS if isinstance(cause, kind)), "{}")
    system = [one.strerror for one in inside if isinstance(one, OSError) and one.strerror]
    return said.format(plain(system[0] if system else str(inside[-1])) or type(inside[-1]).__name__)


def _innermost(error: Exception) -> Exception:
    """urllib3's error inside that of requests and that of its retries."""
    while isinstance(error, (requests.RequestException, nested.MaxRetryError)):
        inner = getattr(error, "reason", None) or (error.args[0] if error.args else None)
        if not isinstance(inner, Exception):
            break
        error = inner
    return error


def _inside(error: BaseException) -> list[BaseException]:
    """The error and all within it: urllib3 keeps them as arguments, Python as causes."""
    seen: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        one = queue.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            queue += [*one.args, one.__cause__, one.__context__]
    return seen
