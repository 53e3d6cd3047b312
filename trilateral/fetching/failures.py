"""Why there was no reply, in words: the libraries nest three exceptions for a cable that is not plugged in."""
from __future__ import annotations

import requests
from urllib3 import exceptions as nested

KINDS_OF_ERROR = (requests.RequestException, nested.HTTPError, ValueError, OSError)
"""What asking may raise: requests wraps most of urllib3's errors, but not all."""


def words(error: Exception) -> str:
    """What went wrong, in one line."""
    cause = _innermost(error)
    for kind, said in KINDS:
        if isinstance(cause, kind):
            return said.format(_system(cause))
    return " ".join(str(cause).split()) or type(cause).__name__


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


def _innermost(error: Exception) -> Exception:
    while isinstance(error, (requests.RequestException, nested.MaxRetryError)):
        inner = getattr(error, "reason", None) or (error.args[0] if error.args else None)
        if not isinstance(inner, Exception):
            break
        error = inner
    return error


def _system(error: BaseException) -> str:
    """What the system says of it, or else the library."""
    seen: list[BaseException] = []
    queue: list[object] = [error]
    while queue:
        one = queue.pop(0)
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            queue += [*one.args, one.__cause__, one.__context__]
    system = [one.strerror for one in seen if isinstance(one, OSError) and one.strerror]
    return " ".join((system or [str(seen[-1]) or type(seen[-1]).__name__])[0].split())
