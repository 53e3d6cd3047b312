"""The body of a reply, whole: as many bytes as were announced, not more than are plausible, in time."""
from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from urllib3.exceptions import HTTPError, IncompleteRead, ReadTimeoutError

from trilateral.fetching.looks import plain
from trilateral.tables import DataError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

CHUNK = 65_536


class Broken(Exception):
    """A body that did not come whole; another try may bring it."""


def read(raw: BaseHTTPResponse, url: str, limit: int, ends: float, told: Callable[[int, int], None]) -> bytes:
    """All of ``raw``, unpacked.

    Parameters
    ----------
    limit
        Most bytes, unpacked.
    ends
        When it has to be there, by ``time.monotonic()``: a server that sends a byte now and then is never silent.
    told
        Called with the bytes so far and in all (0: unknown).

    Raises
    ------
    Broken
        The connection ended, broke or fell silent before the end.
    DataError
        It is larger than ``limit``, late, or packed in a way that we did not ask for.
    """
    unpacked, content, announced = _unpacker(raw, url), bytearray(), _announced(raw)
    if announced > limit:
        raise DataError(f"{url}: {announced:,} bytes announced; at most {limit:,} are expected")
    while chunk := _some(raw):
        content += unpacked.more(chunk, limit + 1 - len(content))
        if len(content) > limit or unpacked.taken > limit:
            raise DataError(f"{url}: more than {limit:,} bytes; at most {limit:,} are expected")
        if time.monotonic() > ends:
            raise DataError(f"{url}: too slow: {len(content):,} bytes so far, and the time for it is over; "
                            "expected all of it")
        told(len(content), announced if isinstance(unpacked, _Plain) else 0)
    if not unpacked.whole:
        raise Broken(f"the packed file ends early, after {unpacked.taken:,} bytes")
    return bytes(content)


def start(raw: BaseHTTPResponse, most: int = 4096) -> bytes:
    """Its first bytes, for a message: nothing where they cannot be had."""
    try:
        return _unpacker(raw, "").more(_some(raw, most), most)
    except (Broken, DataError):
        return b""


def _announced(raw: BaseHTTPResponse) -> int:
    length = raw.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


def _some(raw: BaseHTTPResponse, most: int = CHUNK) -> bytes:
    """What there is, not waiting until there is more."""
    try:
        return raw.read1(most, decode_content=False) or b""
    except ReadTimeoutError:
        raise Broken("nothing more came in time") from None
    except (HTTPError, OSError, ValueError) as error:
        raise Broken(_words(error)) from None


def _words(error: Exception) -> str:
    inner = error.args[1] if len(error.args) > 1 else error
    if isinstance(inner, IncompleteRead) and isinstance(inner.expected, int) and isinstance(inner.partial, int):
        return f"it ends after {inner.partial:,} of {inner.partial + inner.expected:,} bytes"
    if isinstance(inner, OSError) and inner.strerror:
        return f"the connection broke off: {inner.strerror}"
    return "the connection broke off"


class _Plain:
    """Bytes as they come."""

    whole = True

    def __init__(self):
        self.taken = 0

    def more(self, chunk: bytes, most: int) -> bytes:
        self.taken += len(chunk)
        return chunk


class _Gzip:
    """Bytes unpacked by hand: urllib3 would not notice that a packed file without a length ends early."""

    def __init__(self):
        self.taken, self.member = 0, zlib.decompressobj(31)

    @property
    def whole(self) -> bool:
        return self.member.eof

    def more(self, chunk: bytes, most: int) -> bytes:
        """The next bytes, at most ``most``; a file may have several members, one after the other."""
        self.taken += len(chunk)
        out = bytearray()
        try:
            while chunk and len(out) < most:
                if self.member.eof:
                    self.member = zlib.decompressobj(31)
                out += self.member.decompress(chunk, most - len(out))
                chunk = self.member.unused_data
        except zlib.error as error:
            raise Broken(f"the packed file is damaged: {error}") from None
        return bytes(out)


def _unpacker(raw: BaseHTTPResponse, url: str) -> _Plain | _Gzip:
    coding = raw.headers.get("Content-Encoding", "").strip().lower()
    if coding in ("", "identity"):
        return _Plain()
    if coding in ("gzip", "x-gzip"):
        return _Gzip()
    raise DataError(f"{url}: packed as {plain(coding)!r}; gzip or nothing is expected")
