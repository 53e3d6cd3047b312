"""A page of HTML is known by its looks, and nothing else is taken for one."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral.fetching import looks


@pytest.mark.parametrize("content", [
    b"<!DOCTYPE html><p>Hello", b"  \r\n<html lang='en'>", b"\xef\xbb\xbf<!doctype HTML>", b"<HTML>", b"<head >",
    b"<!-- served by a proxy --><html>", b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>",
    "<html><body>".encode("utf-16"), b"<script>location='/sign-in'</script>", b"<body\nclass='error'>",
])
def test_pages(content):
    assert looks.is_html(content)


@pytest.mark.parametrize("content", [
    b"", b"[1, 2]", b'{"page": "<html>"}', b"iso3,note\nKOR,<html>\n", b"PK\3\4<html>", b"<?xml version='1.0'?><data/>",
    b"<rows><headline>x</headline></rows>", b"\x89PNG\r\n", b"<" + b"x" * 3000 + b"<html>",
])
def test_no_pages(content):
    assert not looks.is_html(content)


@pytest.mark.parametrize(("content", "words"), [
    (b"<html><head><title>403 &amp; out</title></head><body><h1>Denied</h1>", "403 & out Denied"),
    (b"<style>p { x }</style><p>one<script>two()</script>\n\n three", "one three"),
    (b"<p>cut <a href='", "cut"), (b"<script>never closed", ""), (b"\x1b[2Jplain\x07", "[2Jplain"),
    ("<p>\u202etxt.exe\u200b".encode(), "txt.exe"), (b"PK\3\4\0\0", ""), (b"\x89" * 40, ""), (b"", ""),
    (b"word " * 40, ("word " * 20)[:99].rstrip() + "…"),
])
def test_words_for_a_message(content, words):
    assert looks.extract(content) == words


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode(errors="replace")))
def test_any_bytes_give_one_printable_line(content):
    said = looks.extract(content, most=30)
    assert said.isprintable() and len(said) <= 30
    looks.is_html(content)
