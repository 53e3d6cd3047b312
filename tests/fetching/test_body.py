"""Bodies read whole: however they are cut into pieces, packed or not."""
import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral.fetching import body
from trilateral.tables import DataError

URL = "https://upstream.example/figures.csv"


class Raw:
    """The part of urllib3's response that is used: pieces of a body, one a read."""

    def __init__(self, content: bytes, pieces: int, headers: dict[str, str]):
        self.left, self.size = content, max(len(content) // pieces, 1)
        self.headers = headers

    def read1(self, most, decode_content):
        assert decode_content is False
        size = min(most, self.size)
        chunk, self.left = self.left[:size], self.left[size:]
        return chunk


def read(content, pieces=1, limit=10_000, ends=None, **headers):
    heard = []
    found = body.read(Raw(content, pieces, headers), URL, limit, ends or time.monotonic() + 60,
                      lambda *numbers: heard.append(numbers))
    return found, heard


PACKED = {"Content-Encoding": "gzip"}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(parts=st.lists(st.binary(max_size=300), min_size=1, max_size=4), pieces=st.integers(1, 40))
def test_packed_in_any_pieces(parts, pieces):
    whole = b"".join(parts)
    packed = b"".join(map(gzip.compress, parts))
    found, heard = read(packed, pieces, limit=max(len(whole), len(packed)), **PACKED)
    assert found == whole and heard[-1] == (len(whole), 0)
    assert read(whole, pieces, limit=len(whole))[0] == whole


@settings(max_examples=60, deadline=None, derandomize=True)
@given(content=st.binary(min_size=1, max_size=300), cut=st.integers(1, 400), pieces=st.integers(1, 9))
def test_a_packed_body_that_is_cut_is_never_taken_for_whole(content, cut, pieces):
    packed = gzip.compress(content)
    with pytest.raises(body.Broken, match=r"^the packed file (ends early, after \d+ bytes|is damaged: .*)$"):
        read(packed[:max(len(packed) - cut, 0)], pieces, **PACKED)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(size=st.integers(0, 400), limit=st.integers(0, 400), pieces=st.integers(1, 9), packed=st.booleans())
def test_never_more_than_the_limit(size, limit, pieces, packed):
    content = bytes(size)
    sent = gzip.compress(content) if packed else content
    try:
        found, _ = read(sent, pieces, limit, **(PACKED if packed else {}))
    except DataError as error:
        assert max(size, len(sent)) > limit
        assert str(error) == f"{URL}: more than {limit:,} bytes; at most {limit:,} are expected"
    else:
        assert found == content and size <= limit


def test_what_comes_late_is_left():
    with pytest.raises(DataError, match=r"^https://upstream\.example/figures\.csv: too slow: 3 bytes so far, and"):
        read(b"123456", pieces=2, ends=time.monotonic() - 1)


@pytest.mark.parametrize(("length", "total"), [("6", 6), ("", 0), ("six", 0), ("-6", 0), ("٦", 0)])
def test_a_length_is_told_if_it_is_one(length, total):
    assert read(b"123456", **{"Content-Length": length})[1] == [(6, total)]


def test_the_start_is_for_messages_and_never_fails():
    assert body.start(Raw(b"sorry", 1, {})) == b"sorry"
    assert body.start(Raw(gzip.compress(b"sorry"), 1, PACKED)) == b"sorry"
    assert body.start(Raw(b"sorry", 1, PACKED)) == b""
    assert body.start(Raw(b"sorry", 1, {"Content-Encoding": "br"})) == b""
    assert body.start(Raw(b"", 1, {})) == b""
