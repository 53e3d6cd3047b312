"""Numbers as upstreams write them."""
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trilateral.sources.numerals import plain


@pytest.mark.parametrize(("text", "value"), [
    ("1", 1.0), (" -2.5 ", -2.5), ("+.5", 0.5), ("4.", 4.0), ("1.5E+3", 1500.0), ("0", 0.0),
])
def test_numbers(text, value):
    assert plain(text) == value


@pytest.mark.parametrize("text", ["", "nan", "inf", "-Infinity", "1_000", "1,000", "0x10", "1e999", "٣", "1 000", "--1",
                                  "1e", ".", "1.2.3", "1e1000000000", "１"])
def test_what_is_none(text):
    assert plain(text) is None


@pytest.mark.parametrize(("text", "value"), [("1,234.5", 1234.5), ("-12,345,678", -12345678.0), ("123.4", 123.4),
                                             ("1,23", None), ("1234,567", None), (",123", None)])
def test_thousands(text, value):
    assert plain(text, grouped=True) == value


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_python_writes_is_read_exactly(value):
    assert plain(repr(value)) == value and math.copysign(1, plain(repr(value))) == math.copysign(1, value)
