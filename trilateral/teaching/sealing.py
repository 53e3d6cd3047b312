"""Seals: an answer that can be recognised and not read.

A seal holds where in its cell of a grid the answer lies, and a digest of which cell it is. A student's value is
shifted by the same amount; it falls into the answer's cell exactly when it lies within the tolerance, so noise of
floating-point numbers never decides. What is said of a known mistake is written with a key that only this mistake
gives.

A seal keeps honest people honest, and no more. Answers come from a small set: a share to half a per cent is one of
a thousand. The digest is slow on purpose, so that to try them all takes tens of seconds and not a glance;
for a year or a name it takes a second. Who grades for marks keeps the checks that count on the own machine.
"""
from __future__ import annotations

import base64
import functools
import hashlib
import json
import math
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from trilateral.teaching.answers import REAL, WHOLE

SEAL_MIME = "application/vnd.trilateral.seal+json"
ROUNDS = 2**14  # some fifteen milliseconds, five times that in a browser
ZERO = 1e-12
SHORT = 4  # letters of a digest where the whole has one as well
LONGEST = 60  # values of a series
Marks = list[float]


def placed(kind: str, answer: Any, tolerance: float, marks: Marks | None = None) -> tuple[Marks, list[str]]:
    """Where an answer lies.

    Parameters
    ----------
    answer
        In the form of :func:`trilateral.teaching.answers.read`.
    tolerance
        Of real numbers the relative one, a fraction of the answer; of whole numbers how many up and down.
    marks
        The shifts of a sealed answer, to find the cell as seen from there. None: shift so that each value lies in the
        middle of its cell.

    Returns
    -------
    The marks, one a value, and the cells, one a value; text is its own cell and has no mark.
    """
    if kind in (*REAL, *WHOLE):
        values, place = [answer], _real_cell if kind in REAL else _whole_cell
    elif kind == "series":
        values, place = [value for _, value in answer], _real_cell
    else:
        return [], [answer] if kind == "text" else list(answer)
    shifts = marks if marks is not None else [None] * len(values)
    found = [place(value, tolerance, shift) for value, shift in zip(values, shifts, strict=True)]
    return [mark for mark, _ in found], [cell for _, cell in found]


def _real_cell(value: float, tolerance: float, mark: float | None) -> tuple[float, str]:
    """Cells of equal width in the logarithm, twice the tolerance wide."""
    if abs(value) < ZERO:
        return 0.0, "zero"
    at = math.log(abs(value)) / (2 * math.log1p(tolerance))
    if mark is None:
        mark = round(at - math.floor(at) - 0.5, 4)
    return mark, f"{'-' if value < 0 else '+'}{math.floor(at - mark)}"


def _whole_cell(value: int, tolerance: float, mark: float | None) -> tuple[float, str]:
    width = 2 * int(tolerance) + 1
    if mark is None:
        mark = (value - int(tolerance)) % width
    return mark, str((value - int(mark)) // width)


@functools.lru_cache(maxsize=4096)
def key(salt: str, words: str) -> bytes:
    """A slow digest, from what every Python has; PBKDF2 is not in all that run in a browser."""
    found = f"{salt}\0{words}".encode()
    for _ in range(ROUNDS):
        found = hashlib.blake2b(found, digest_size=32).digest()
    return found


def sealed(salt: str, kind: str, answer: Any, tolerance: float) -> dict[str, Any]:
    """The seal of an answer: ``marks`` and ``lock``, which do not tell it."""
    marks, cells = placed(kind, answer, tolerance)
    return {"marks": marks, "lock": _lock(_whole_key(salt, kind, answer, cells))}


def opened(salt: str, kind: str, answer: Any, tolerance: float, seal: Mapping[str, Any]) -> bytes | None:
    """The seal's key where the answer opens it, else None."""
    if kind == "series" and len(answer) != len(seal["marks"]):
        return None
    _, cells = placed(kind, answer, tolerance, seal["marks"] if kind not in ("text", "names") else None)
    found = _whole_key(salt, kind, answer, cells)
    return found if _lock(found) == seal["lock"] else None


def _whole_key(salt: str, kind: str, answer: Any, cells: list[str]) -> bytes:
    labels = [label for label, _ in answer] if kind == "series" else []
    return key(salt, json.dumps([kind, labels, cells]))


def _lock(found: bytes) -> str:
    return hashlib.blake2b(found, digest_size=8, person=b"lock").hexdigest()


def parts(salt: str, answer: Any, tolerance: float, marks: Marks) -> dict[str, Any]:
    """Short locks of a series, one of its labels and one a value, to say where another one differs."""
    _, cells = placed("series", answer, tolerance, marks)
    labels = [label for label, _ in answer]
    each = [_lock(key(salt, json.dumps([label, cell])))[:SHORT] for label, cell in zip(labels, cells, strict=True)]
    return {"labels": _lock(key(salt, json.dumps(labels)))[:SHORT], "each": each}


def hidden(found: bytes, words: str) -> str:
    """A message that only the key gives back."""
    return base64.b85encode(_mixed(found, words.encode())).decode()


def shown(found: bytes, words: str) -> str:
    """The message again."""
    return _mixed(found, base64.b85decode(words)).decode()


def _mixed(found: bytes, content: bytes) -> bytes:
    stream = hashlib.shake_256(found).digest(len(content))
    return bytes(one ^ other for one, other in zip(content, stream, strict=True))


def packed(seals: Mapping[str, Any]) -> str:
    """Seals as one line of letters for the first cell of a student's notebook."""
    text = json.dumps(seals, sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(text: str) -> dict[str, Any]:
    """Seals from their line.

    Raises
    ------
    ValueError
        The line is not whole.
    """
    try:
        return json.loads(zlib.decompress(base64.urlsafe_b64decode("".join(text.split()))))
    except (ValueError, zlib.error):
        raise ValueError("checks, argument sealed: the line is not whole; take the first cell "
                         "from the notebook as it was handed out") from None


def seals(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Seals of all answers that an executed notebook checks: name -> seal, in the notebook's order.

    Raises
    ------
    ValueError
        There are none, or a mistake names an answer that no check asks for.
    """
    found: dict[str, Any] = {}
    mistaken: set[str] = set()
    for note in _notes(notebook):
        if "mistake" in note:
            mistaken.add(note["mistake"])
        else:
            found[note["name"]] = note["seal"]
    if not found:
        raise ValueError("notebook: no check has left a seal; was it executed?")
    if astray := sorted(mistaken - found.keys()):
        raise ValueError(f"mistake of {astray[0]!r}: no check asks for an answer of this name")
    return found


def _notes(notebook: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if SEAL_MIME in output.get("data", {}):
                yield output["data"][SEAL_MIME]
