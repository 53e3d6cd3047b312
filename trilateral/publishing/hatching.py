"""Hatched areas as lines within their outline.

Chromium prints an SVG pattern as a bitmap, for each area one as large as the whole drawing: blurred, and two thirds
of the file. Drawn line by line the hatching stays sharp and is small.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

_PATTERN = re.compile(r'<pattern id="([^"]+)"[^>]*? width="(\d+)" height="(\d+)">(.*?)</pattern>', re.S)
_PATH = re.compile(r"<path\b([^>]*?)/>")
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_FILL = re.compile(r"url\(#([^)]+)\)")
_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
_PAIRS = {"m": 1, "l": 1, "q": 2, "c": 3}
_ON_GROUP = ("clip-path", "transform")


def lines(svg: str) -> str:
    """A drawing of matplotlib's without patterns; anything else comes back as it is.

    Raises
    ------
    ValueError
        An outline has a command that matplotlib does not write.
    """
    patterns = {match[1]: (int(match[2]), int(match[3]), match[4]) for match in _PATTERN.finditer(svg)}
    count = 0

    def area(match: re.Match) -> str:
        nonlocal count
        shown = dict(_ATTRIBUTE.findall(match[1]))
        shown |= dict(re.findall(r"([\w-]+): ?([^;]+)", shown.pop("style", "")))
        fill = _FILL.fullmatch(shown.pop("fill", ""))
        if not fill or fill[1] not in patterns or "d" not in shown:
            return match[0]
        count += 1
        return _area(shown, fill[1], patterns[fill[1]], f"{fill[1]}-{count}")

    drawn = _PATH.sub(area, svg)
    tiles = "".join(f'<g id="{name}-tile">{inside}</g>' for name, (_, _, inside) in patterns.items())
    return drawn.replace("</svg>", f"<defs>{tiles}</defs></svg>") if count else svg


def _area(shown: dict[str, str], name: str, pattern: tuple[int, int, str], id: str) -> str:
    """Tiles that cover the outline's box, cut along the outline, and the outline itself."""
    across, down, _ = pattern
    outline = shown.pop("d")
    group = "".join(f' {key}="{shown.pop(key)}"' for key in _ON_GROUP if key in shown)
    tiles = "".join(f'<use href="#{name}-tile" x="{x}" y="{y}"/>' for x, y in _tiles(outline, across, down))
    rest = "".join(f' {key}="{value}"' for key, value in shown.items())
    return (f'<g{group}><clipPath id="{id}"><path d="{outline}"/></clipPath><g clip-path="url(#{id})">{tiles}</g>'
            f'<path d="{outline}" fill="none"{rest}/></g>')


def _tiles(outline: str, across: int, down: int) -> list[tuple[int, int]]:
    """Corners of the tiles that touch the box of a path."""
    points = list(_points(outline))
    columns = range(int(min(x for x, _ in points) // across), int(max(x for x, _ in points) // across) + 1)
    rows = range(int(min(y for _, y in points) // down), int(max(y for _, y in points) // down) + 1)
    return [(column * across, row * down) for row in rows for column in columns]


def _points(outline: str) -> Iterator[tuple[float, float]]:
    """Every point that an outline names, those that only bend it too, in absolute places."""
    tokens, place, start, at, command = _TOKEN.findall(outline), (0.0, 0.0), (0.0, 0.0), 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        if command in "Zz":
            place = start
            continue
        if command.lower() not in _PAIRS:
            raise ValueError(f"an outline with the command {command!r}; expected M, L, Q, C or Z: {outline[:60]}")
        span = 2 * _PAIRS[command.lower()]
        numbers = [float(token) for token in tokens[at: at + span]]
        at += span
        base = place if command.islower() else (0.0, 0.0)
        ends = [(base[0] + x, base[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        yield from ends
        place = ends[-1]
        if command in "Mm":
            start, command = place, "l" if command == "m" else "L"
