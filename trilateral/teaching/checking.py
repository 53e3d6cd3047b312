"""The checks of a unit: on the book's page they seal the right answers, in a student's notebook they compare."""
from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from typing import Any

from trilateral.teaching import nearby, sealing
from trilateral.teaching.answers import KINDS, REAL, WHOLE, NotYet, read, within

TOLERANCE = 0.005  # of real numbers, a fraction of the answer
REACH = 0.05  # how far off is called close
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def checks(unit: str, sealed: str | Mapping[str, Any] | None = None) -> Checks:
    """Checks of a unit.

    Parameters
    ----------
    unit
        Its name, which is that of its chapter.
    sealed
        The answers' seals, as :func:`trilateral.teaching.packed` or :func:`trilateral.teaching.seals` gives them.
        None: the values checked are the right answers, and are sealed.
    """
    return Checks(unit, sealing.unpacked(sealed) if isinstance(sealed, str) else sealed)


class Checks:
    """Call it with a name and a value; see :func:`checks`."""

    def __init__(self, unit: str, seals: Mapping[str, Any] | None):
        self.unit = unit
        self.seals = seals
        self.reached: dict[str, int] = {}  # points of the answers that were right
        self._mistakes: dict[str, list[tuple[Any, str]]] = {}

    def __call__(self, name: str, value: Any, *, kind: str, points: int = 1, tolerance: float | None = None,
                 low: float | None = None, high: float | None = None, index: str | None = None) -> None:
        """Say that an answer is right, or why it cannot be.

        Parameters
        ----------
        name
            The variable that holds the answer.
        kind
            ``number``, ``share`` (0 to 1), ``percent``, ``count``, ``year``, ``text``, ``names``, ``series``.
        points
            What a right answer is worth.
        tolerance
            Of ``number``, ``share``, ``percent`` and ``series`` relative, half a per cent where none is given;
            of ``count`` and ``year`` how many up and down, none where none is given.
        low, high
            What is plausible; open to read, so wide enough not to tell the answer.
        index
            What the index of a series holds.

        Raises
        ------
        NotYet
            The answer is not right; one line says what is known of the reason.
        ValueError
            The check itself is wrong: an unknown kind, a name that has no seal or is used twice.
        """
        if kind not in KINDS:
            raise ValueError(f"check {name!r}, argument kind: {kind!r}; expected one of {', '.join(KINDS)}")
        if tolerance is None:
            tolerance = 0 if kind in WHOLE else TOLERANCE
        try:
            if self.seals is None:
                self._seal(name, value, kind, points, tolerance, low, high, index)
            else:
                points = self._compare(name, value, low, high, index)
        except NotYet as error:
            raise NotYet(f"{name} {error}") from None
        self.reached[name] = points

    def mistake(self, name: str, value: Any, message: str) -> None:
        """Name a wrong answer that is often given, and what is said of it. In a student's notebook nothing happens.

        Raises
        ------
        ValueError
            The message has no end, or is longer than a line.
        """
        if self.seals is not None:
            return
        if "\n" in message or not message.rstrip().endswith((".", "?")) or len(message) > 160:
            raise ValueError(f"mistake of {name!r}: {message!r}; expected one sentence of at most 160 letters")
        if name in self.reached:
            raise ValueError(f"mistake of {name!r}: stands behind the check; expected before it")
        self._mistakes.setdefault(name, []).append((value, message))
        _note({"mistake": name}, f"{name}: a mistake is known")

    def _seal(self, name, value, kind, points, tolerance, low, high, index) -> None:
        if name in self.reached:
            raise ValueError(f"check {name!r}: an answer of this name was checked before; names of a unit differ")
        if not isinstance(points, int) or points < 1:
            raise ValueError(f"check {name!r}, argument points: {points!r}; expected a whole number from 1")
        if kind in REAL and not 0 < tolerance <= REACH or kind in WHOLE and tolerance != int(tolerance):
            raise ValueError(f"check {name!r}, argument tolerance: {tolerance!r}; "
                             f"expected {'whole years or items' if kind in WHOLE else f'above 0, at most {REACH}'}")
        answer = read(kind, value, index)
        within(kind, answer, low, high)
        if kind == "series" and len(answer) > sealing.LONGEST:
            raise ValueError(f"check {name!r}: {len(answer)} values; expected at most {sealing.LONGEST}")
        salt = f"{self.unit}/{name}"
        seal = {"kind": kind, "points": points, "tolerance": tolerance,
                **sealing.sealed(salt, kind, answer, tolerance)}
        if kind == "names":
            seal["size"] = len(answer)
        if kind == "series":
            seal |= sealing.parts(salt, answer, tolerance, seal["marks"])
        seal["known"] = self._known(name, kind, tolerance, index, seal)
        _note({"unit": self.unit, "name": name, "seal": seal}, _right(name, points))

    def _known(self, name: str, kind: str, tolerance: float, index: str | None, seal: dict) -> list[dict[str, Any]]:
        """Seals of the known mistakes that differ from the answer and from each other.

        New data may let two of them meet, which is no reason not to build: those are left out, with a warning.
        """
        salt, found = f"{self.unit}/{name}", []
        for value, message in self._mistakes.get(name, []):
            place = f"mistake of {name!r}, {message!r}"
            try:
                wrong = read(kind, value, index)
            except NotYet as error:
                raise ValueError(f"{place}: the value {error}") from None
            if sealing.opened(salt, kind, wrong, tolerance, seal):
                _left_out(f"{place}: the value is the right answer, within the tolerance")
                continue
            if any(sealing.opened(salt, kind, wrong, tolerance, other) for other in found):
                _left_out(f"{place}: the value is that of a mistake before it")
                continue
            if _tells(message, salt, kind, tolerance, seal):
                _left_out(f"{place}: the message gives the answer away")
                continue
            one = sealing.sealed(salt, kind, wrong, tolerance)
            found.append({**one, "says": sealing.hidden(sealing.opened(salt, kind, wrong, tolerance, one), message)})
        return found

    def _compare(self, name: str, value: Any, low: float | None, high: float | None, index: str | None) -> int:
        if name not in self.seals:
            raise ValueError(f"check {name!r}: this unit has no such answer; expected one of {', '.join(self.seals)}")
        seal, salt = self.seals[name], f"{self.unit}/{name}"
        kind, tolerance = seal["kind"], seal["tolerance"]
        answer = read(kind, value, index)
        if sealing.opened(salt, kind, answer, tolerance, seal):
            print(_right(name, seal["points"]))
            return seal["points"]
        self.reached.pop(name, None)
        for one in seal["known"]:
            if found := sealing.opened(salt, kind, answer, tolerance, one):
                raise NotYet(f"is not right. {sealing.shown(found, one['says'])}")
        for words in _reasons(salt, answer, seal, index):
            raise NotYet(words)
        within(kind, answer, low, high)
        raise NotYet(_otherwise(kind))


def _left_out(words: str) -> None:
    warnings.warn(f"{words}; it is left out", stacklevel=5)


def _reasons(salt: str, answer: Any, seal: Mapping[str, Any], index: str | None):
    """What is wrong with an answer, as far as its seal tells; the first is said."""
    kind, tolerance = seal["kind"], seal["tolerance"]
    for undo, words in nearby.undone(kind):
        if sealing.opened(salt, kind, _each(undo, kind, answer), tolerance, seal):
            yield words
    if kind in REAL:
        for other in nearby.around(answer, tolerance, REACH):
            if sealing.opened(salt, kind, other, tolerance, seal):
                yield nearby.ROUNDED if nearby.looks_rounded(answer) else nearby.CLOSE
    if kind == "names":
        yield _names(len(answer), seal["size"])
    if kind == "series":
        yield from _differing(salt, answer, seal, index)


def _each(undo, kind: str, answer: Any) -> Any:
    return tuple((label, undo(value)) for label, value in answer) if kind == "series" else undo(answer)


def _names(given: int, expected: int) -> str:
    if given == expected:
        return "has as many names as expected, and not all the right ones"
    return f"has too {'many' if given > expected else 'few'} names"


def _differing(salt: str, answer: Any, seal: Mapping[str, Any], index: str | None):
    what = index or "labels"
    if len(answer) != len(seal["marks"]):
        yield (f"has too {'many' if len(answer) > len(seal['marks']) else 'few'} values: "
               f"look at the selection of {what}, and at what is missing")
        return
    found = sealing.parts(salt, answer, seal["tolerance"], seal["marks"])
    if found["labels"] != seal["labels"]:
        yield f"has as many values as expected and another index: it should hold {what}"
        return
    wrong = [label for (label, _), one, other in zip(answer, found["each"], seal["each"], strict=True) if one != other]
    if wrong and len(wrong) < len(answer):
        yield f"differs in {len(wrong)} of {len(answer)} values, the first at {wrong[0]}"


def _otherwise(kind: str) -> str:
    if kind == "text":
        return "is another text than expected; read the question again, and look at the spelling"
    if kind == "year":
        return "is another year; look at the condition that it should be the first or the last to meet"
    if kind == "count":
        return "is another count; look at which rows are counted, and at doubles"
    return "is not right; go through it step by step: which rows, which years, which column, in which order"


def _tells(message: str, salt: str, kind: str, tolerance: float, seal: Mapping[str, Any]) -> bool:
    """The message of a mistake names the right answer."""
    if kind == "text":
        words = " ".join(re.sub(r"[^\w\s-]", " ", message).split()).casefold().split()
        runs = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, min(a + 5, len(words) + 1))}
        return any(sealing.opened(salt, kind, run, tolerance, seal) for run in sorted(runs))
    if kind not in (*REAL, *WHOLE):
        return False
    named = [float(number.replace(",", "")) for number in _NUMBER.findall(message)]
    tried = [number for number in named if kind in REAL or number.is_integer()]
    return any(sealing.opened(salt, kind, number if kind in REAL else int(number), tolerance, seal)
               for number in tried)


def _right(name: str, points: int) -> str:
    return f"{name}: right ({points} point{'s' if points > 1 else ''})"


def _note(content: dict[str, Any], words: str) -> None:
    """Leave a note in the cell's output, which the page does not show."""
    from IPython import get_ipython

    if get_ipython() is None:
        print(words)
        return
    from IPython.display import display

    display({sealing.SEAL_MIME: content, "text/plain": words}, raw=True)
