"""Outlines told step by step: shores drawn in a thousand short strokes take half the bytes."""
from __future__ import annotations

import re

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
_KNOWN = re.compile(r"[MLQCZz\d\s.,-]*")
_PAIRS = {"M": 1, "L": 1, "Q": 2, "C": 3}


def steps(outline: str, unit: int = 10) -> str:
    """The same outline in relative commands.

    Parameters
    ----------
    outline
        ``d`` of a path, in absolute ``M``, ``L``, ``Q``, ``C`` and ``Z``; anything else comes back as it is.
    unit
        Places are rounded to one part in so many of a user unit, each from where it is, so that no error adds up.
    """
    if not _KNOWN.fullmatch(outline):
        return outline
    tokens = _TOKEN.findall(outline)
    written, place, start, told, at = [], (0, 0), (0, 0), "", 0
    while at < len(tokens):
        command = tokens[at]
        at += 1
        if command in "Zz":
            written.append("z")
            place, told = start, "z"
            continue
        if command not in _PAIRS:
            return outline
        while at < len(tokens) and not tokens[at].isalpha():
            span = 2 * _PAIRS[command]
            numbers = [round(float(token) * unit) for token in tokens[at: at + span]]
            if len(numbers) < span:
                return outline
            at += span
            ends = list(zip(numbers[::2], numbers[1::2], strict=True))
            moved = [part for x, y in ends for part in (x - place[0], y - place[1])]
            small = command.lower()
            # Pairs behind a move are lines without being told so; a second move must be told.
            known = small != "m" and (small == told or (small == "l" and told == "m"))
            written.append(("" if known else small) + _numbers(moved, unit, spaced=known))
            place, told = ends[-1], small
            if command == "M":
                start, command = place, "L"
    return "".join(written)


def _numbers(values: list[int], unit: int, spaced: bool) -> str:
    text = ""
    for value in values:
        shown = _decimal(value, unit)
        text += shown if shown.startswith("-") or not (text or spaced) else f" {shown}"
    return text


def _decimal(value: int, unit: int) -> str:
    if value % unit == 0:
        return str(value // unit)
    shown = f"{value / unit:.{len(str(unit)) - 1}f}".rstrip("0")
    return shown.replace("0.", ".", 1) if shown.lstrip("-").startswith("0.") else shown
