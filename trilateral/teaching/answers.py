"""What a student hands in, read as one of the kinds of answer; what cannot be one is told in a line."""
from __future__ import annotations

import math
import numbers
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

REAL = ("number", "share", "percent")
WHOLE = ("count", "year")
KINDS = (*REAL, *WHOLE, "text", "names", "series")
LIMITS = {"share": (0, 1), "percent": (-1000, 1000), "count": (0, None), "year": (1500, 2200)}
"""Kind -> smallest and largest plausible value, where a check names none."""
SEVERAL = "holds several values; one is expected"


class NotYet(AssertionError):
    """An answer that is not right yet: one line that says what is wrong, and never the answer."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows instead of a traceback."""
        return [f"Not yet. {self}"]


def read(kind: str, value: Any, index: str | None = None) -> Any:
    """An answer in the one form of its kind.

    Returns
    -------
    float for ``number``, ``share`` and ``percent``; int for ``count`` and ``year``; str for ``text``, without
    capitals and spare spaces; a sorted tuple of such for ``names``; for ``series`` a tuple of pairs (label, float),
    sorted, without missing values.

    Raises
    ------
    NotYet
        The value cannot be such an answer. The message goes on from the answer's name.
    """
    _begun(value)
    if kind in REAL:
        return _real(value)
    if kind in WHOLE:
        return _whole(kind, value)
    return {"text": _text, "names": _names, "series": lambda given: _series(given, index)}[kind](value)


def _begun(value: Any) -> None:
    if value is Ellipsis:
        raise NotYet("is still three dots; put your own computation in their place")
    if value is None:
        raise NotYet("is None, which is nothing; a function without return, or a print, gives that")
    if isinstance(value, type) or callable(value) and not hasattr(value, "__len__"):
        raise NotYet("is a function; to get its result, call it with brackets behind its name")
    if isinstance(value, BaseException):
        raise NotYet("is an error message; look at the cell that made it")


def _real(value: Any) -> float:
    number = _alone(value)
    if math.isnan(number):
        raise NotYet("is missing (NaN); a row or a year that was asked for has no value, or the selection is empty")
    if math.isinf(number):
        raise NotYet("is infinite; something was divided by zero")
    return number


def _alone(value: Any) -> float:
    """One plain number, or what it is instead."""
    if hasattr(value, "shape") and hasattr(value, "item") and not value.shape:
        value = value.item()  # numpy's own numbers
    if _missing(value):
        return math.nan
    if isinstance(value, bool):
        raise NotYet("is True or False; a number is expected")
    if isinstance(value, str):
        raise NotYet("is text; a number is expected, without quotes, signs for a currency or separators")
    if isinstance(value, numbers.Complex) and not isinstance(value, numbers.Real):
        raise NotYet("is a complex number; a root of something negative was taken")
    if isinstance(value, numbers.Number):
        return float(value)
    if _shape(value):
        raise NotYet(_held(value))
    raise NotYet(f"is {_article(type(value).__name__)}; a number is expected")


def _missing(value: Any) -> bool:
    return type(value).__name__ in ("NAType", "NaTType")


def _shape(value: Any) -> bool:
    return hasattr(value, "__len__") or isinstance(value, Iterable)


def _held(value: Any) -> str:
    """What is said of a collection where one number is asked for."""
    name = _article(type(value).__name__)
    if not hasattr(value, "__len__"):
        return f"is {name}; one number is expected"
    if getattr(value, "size", len(value)) == 1:
        inside = ".item()" if hasattr(value, "item") else ".squeeze()" if hasattr(value, "squeeze") else "[0]"
        return f"is {name} with one value in it; take the value out, with {inside} for instance"
    if getattr(value, "size", len(value)) == 0:
        return f"is an empty {type(value).__name__}; the selection found no rows"
    return f"is {name} that {SEVERAL}: choose a row, or sum them up"


def _article(word: str) -> str:
    return f"{'an' if word[:1].lower() in 'aeiou' else 'a'} {word}"


def _whole(kind: str, value: Any) -> int:
    if isinstance(value, date) and not _missing(value):
        raise NotYet(f"is a date; a {kind} is expected, which its attribute year holds")
    number = _real(value)
    if not number.is_integer():
        raise NotYet(f"has decimals; a {kind} is a whole number")
    return int(number)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        many = _shape(value)
        raise NotYet(f"is {_article(type(value).__name__)}; text in quotes is expected{', one alone' if many else ''}")
    if not value.strip():
        raise NotYet("is empty text")
    return _plain(value)


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        raise NotYet('is one text; a list of names is expected, such as ["first", "second"]')
    if getattr(value, "ndim", 1) != 1:
        raise NotYet("is a table; take the one column, or the index, that holds the names")
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        raise NotYet(f"is {_article(type(value).__name__)}; a list of names is expected")
    given = list(value)
    if not given:
        raise NotYet("is empty; no name was found")
    for one in given:
        if not isinstance(one, str):
            raise NotYet(f"holds {_article(type(one).__name__)} among its names; every name is text")
    return tuple(sorted({_plain(one) for one in given}))


def _series(value: Any, index: str | None) -> tuple[tuple[str, float], ...]:
    by = f" with {index} as its index" if index else ""
    if type(value).__name__ == "DataFrame":
        raise NotYet(f"is a table of several columns; take one column, a Series{by}")
    if type(value).__name__ != "Series":
        raise NotYet(f"is {_article(type(value).__name__)}; a pandas Series{by} is expected")
    import pandas as pd

    if pd.api.types.is_bool_dtype(value):
        raise NotYet("holds True and False; numbers are expected")
    try:
        known = value.dropna().astype(float)
    except (TypeError, ValueError):
        raise NotYet("holds text or other things than numbers") from None
    if known.empty:
        raise NotYet("holds no value at all; the selection found no rows, or only missing values")
    if known.index.nlevels > 1:
        raise NotYet(f"has an index of {known.index.nlevels} levels; one is expected{', ' + index if index else ''}")
    if not known.map(math.isfinite).all():
        raise NotYet("holds infinite values; something was divided by zero")
    labels = [_label(label) for label in known.index]
    if len(set(labels)) < len(labels):
        raise NotYet(f"has some {index or 'labels'} more than once in its index; one row each is expected")
    return tuple(sorted(zip(labels, map(float, known), strict=True)))


def _label(label: Any) -> str:
    if isinstance(label, date):
        return label.isoformat()[:10]
    if isinstance(label, numbers.Real) and float(label).is_integer():
        return str(int(label))
    return _plain(str(label))


def within(kind: str, answer: Any, low: float | None, high: float | None) -> None:
    """Hold an answer to its plausible range.

    Raises
    ------
    NotYet
        It lies outside; the message names the range, which the check itself shows.
    """
    if kind not in (*REAL, *WHOLE, "series"):
        return
    usual = LIMITS.get(kind, (None, None))
    low, high = (usual[0] if low is None else low), (usual[1] if high is None else high)
    held = [value for _, value in answer] if kind == "series" else [answer]
    if all((low is None or value >= low) and (high is None or value <= high) for value in held):
        return
    which = "has values that are" if kind == "series" else "is"
    if kind == "share" and 1 < answer <= 100:
        raise NotYet("is above 1; a share lies between 0 and 1, so this looks like a percentage")
    raise NotYet(f"{which} not plausible: {_range(low, high)} is expected")


def _range(low: float | None, high: float | None) -> str:
    if low is None:
        return f"at most {high:,}"
    if high is None:
        return f"at least {low:,}" if low else "nothing below zero"
    return f"something from {low:g} to {high:g}" if high < 10_000 else f"something from {low:,} to {high:,}"


