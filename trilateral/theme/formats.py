"""Numbers as the book prints them: each style formats a value once, for prose, labels and tables.

British usage: "2.6%", "$47.6 billion", "1,299 km". A minus sign is a true minus, and a space
between a number and its unit does not break.
"""
from __future__ import annotations

from collections.abc import Callable

NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = "no data"


def _plain(value: float, digits: int) -> str:
    text = f"{value:,.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("-")
    return text.replace("-", MINUS)


def number(value: float, digits: int = 0) -> str:
    """A plain number with thousands separators: 9,288."""
    return _plain(value, digits)


def percent(value: float, digits: int = 1) -> str:
    """A fraction as a percentage: 0.0256 is 2.6%."""
    return f"{_plain(value * 100, digits)}%"


def change(value: float, digits: int = 1) -> str:
    """A relative change with its sign: +12.0% or −71.0%."""
    sign = "+" if float(f"{value * 100:.{digits}f}") > 0 else ""
    return f"{sign}{percent(value, digits)}"


def points(value: float, digits: int = 1) -> str:
    """A difference of two fractions in percentage points."""
    return f"{_plain(value * 100, digits)}{NBSP}percentage points"


def usd_m(value: float, digits: int = 1) -> str:
    """Millions of US dollars, shown in billions from a thousand on: $47.6 billion."""
    if abs(value) >= 1000:
        return f"${_plain(value / 1000, digits)}{NBSP}billion"
    return f"${_plain(value, 0)}{NBSP}million"


def usd(value: float, digits: int = 0) -> str:
    """US dollars: $919."""
    return f"${_plain(value, digits)}"


def km(value: float, digits: int = 0) -> str:
    """Kilometres: 1,299 km."""
    return f"{_plain(value, digits)}{NBSP}km"


def km2(value: float, digits: int = 0) -> str:
    """Square kilometres: 6,952,600 km²; millions in words from a million on."""
    if abs(value) >= 1e6:
        return f"{_plain(value / 1e6, max(digits, 2))}{NBSP}million{NBSP}km²"
    return f"{_plain(value, digits)}{NBSP}km²"


def people(value: float, digits: int = 2) -> str:
    """People, in millions from a million on: 7.98 million."""
    if abs(value) >= 1e6:
        return f"{_plain(value / 1e6, digits)}{NBSP}million"
    return _plain(value, 0)


def ratio(value: float, digits: int = 1) -> str:
    """A ratio: 2.1."""
    return _plain(value, digits)


def year(value: float) -> str:
    """A year: no separator."""
    return f"{int(value)}"


COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def words(value: float) -> str:
    """A count in words up to twelve: four; in figures from there on: 13."""
    whole = int(value)
    return COUNTS[whole] if 0 <= whole < len(COUNTS) else number(whole)


def text(value: str) -> str:
    """A name or label, as it is."""
    return str(value)


STYLES: dict[str, Callable[..., str]] = {
    style.__name__: style
    for style in (number, percent, change, points, usd_m, usd, km, km2, people, ratio, year, words, text)
}


def formatted(value, style: str, **options) -> str:
    """``value`` in the named style; missing values read "no data".

    Raises
    ------
    ValueError
        There is no such style.
    """
    if style not in STYLES:
        raise ValueError(f"number style {style!r}: expected one of {', '.join(STYLES)}")
    if value is None or value != value:
        return MISSING
    return STYLES[style](value, **options)
