"""Days as upstreams write them: a plain day, without a time or a zone, and not after the file was obtained.

A time zone is refused, not converted: a file that gives plain days elsewhere counts all of them in one zone, and
to convert a single one would mean to know which.
"""
from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import yaml

from trilateral.sources import describe
from trilateral.tables import DataError

TIMED = re.compile(r"\d[T ]\d|\d:\d|\dZ$")


def day(text: Any, separator: str, place: str, also: str = "") -> date:
    """The day that ``text`` writes as year, month, day with ``separator`` between them.

    Parameters
    ----------
    place
        File, row and field, for the message.
    also
        Another form that the caller reads, to be named in the message.

    Raises
    ------
    DataError
        It is written otherwise, is no day of the calendar, or has a time or a zone.
    """
    expected = separator.join(("YYYY", "MM", "DD")) + also
    written = re.fullmatch(separator.join((r"(\d{4})", r"(\d{2})", r"(\d{2})")), str(text), re.ASCII)
    if not written:
        if TIMED.search(str(text)):
            raise DataError(f"{place}: {text!r:.60} has a time or a zone, which could move the day; {expected} "
                            "is expected")
        raise DataError(f"{place}: {text!r:.60}; {expected} is expected")
    try:
        return date(*map(int, written.groups()))
    except ValueError:
        raise DataError(f"{place}: {text!r} is not in the calendar; {expected} is expected") from None


def retrieval(name: str, retrieved: str | None, ahead: int = 0) -> date:
    """The day on which the inputs of the table ``name`` were obtained, ``ahead`` days added.

    ``retrieved`` is a day in UTC, or None for that of the table's template. East of Greenwich the calendar is
    ahead, by up to a day.

    Raises
    ------
    DataError
        ``retrieved`` is no day.
    """
    if retrieved is None:
        template = yaml.safe_load((describe.TEMPLATES / f"{name}.yml").read_text("utf-8"))
        retrieved = template["sources"][0]["retrieved"]
    return day(retrieved, "-", f"{name}, day of retrieval") + timedelta(days=ahead)


def not_after(found: date, latest: date, place: str) -> None:
    """Refuse a day after ``latest``: no report of it can have been in the file."""
    if found > latest:
        raise DataError(f"{place}: {found} is in the future; a day to {latest} is expected, as the file was "
                        "obtained by then")


def words(found: date) -> str:
    """As prose writes it: 6 August 2022."""
    return f"{found.day} {month_words(found)}"


def month_words(found: date) -> str:
    """As prose writes it: August 2022."""
    return f"{MONTHS[found.month - 1]} {found.year}"


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")
