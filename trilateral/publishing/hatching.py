"""Hatched areas as lines within their outline.

Chromium prints an SVG pattern as a bitmap, for each area one as large as the whole drawing: blurred, and two thirds
of the file. Drawn line by line the hatching stays sharp and is small.
"""
from __future__ import annotations

import re

_PATTERN = re.compile(r'<pattern id="([^"]+)"[^>]*? width="(\d+)" height="(\d+)">(.*?)</pattern>', re.S)
_AREA = re.compile(
    r'<path (?P<before>[^>]*?)style="fill: url\(#(?P<pattern>[^)]+)\);? ?(?P<rest>[^"]*)"(?P<after>[^>]*)/>')
_OUTLINE = re.compile(r'(?<![\w-])d="([^"]*)"')
_ON_GROUP = re.compile(r'(?<![\w-])(?:clip-path|transform)="[^"]*"')
_NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")


def lines(svg: str) -> str:
    """A drawing of matplotlib's without patterns; anything else comes back as it is."""
    patterns = {match[1]: (int(match[2]), int(match[3]), match[4]) for match in _PATTERN.finditer(svg)}
    count = 0

    def area(match: re.Match) -> str:
        nonlocal count
        if match["pattern"] not in patterns:
            return match[0]
        count += 1
        return _area(match, patterns[match["pattern"]], f"{match['pattern']}-{count}")

    drawn = _AREA.sub(area, svg)
    tiles = "".join(f'<g id="{name}-tile">{inside}</g>' for name, (_, _, inside) in patterns.items())
    return drawn.replace("</svg>", f"<defs>{tiles}</defs></svg>") if count else svg


def _area(match: re.Match, pattern: tuple[int, int, str], name: str) -> str:
    """Tiles that cover the outline's box, cut along the outline, and the outline itself."""
    across, down, _ = pattern
    attributes = f"{match['before']} {match['after']}"
    outline = _OUTLINE.search(attributes)[1]
    group = " ".join(_ON_GROUP.findall(attributes))
    tiles = "".join(f'<use href="#{match["pattern"]}-tile" x="{x}" y="{y}"/>' for x, y in _tiles(outline, across, down))
    return (f'<g {group}><clipPath id="{name}"><path d="{outline}"/></clipPath><g clip-path="url(#{name})">{tiles}</g>'
            f'<path d="{outline}" style="fill: none; {match["rest"]}"/></g>')


def _tiles(outline: str, across: int, down: int) -> list[tuple[int, int]]:
    """Corners of the tiles that touch the box of a path with absolute coordinates."""
    numbers = [float(number) for number in _NUMBER.findall(outline)]
    columns = range(int(min(numbers[0::2]) // across), int(max(numbers[0::2]) // across) + 1)
    rows = range(int(min(numbers[1::2]) // down), int(max(numbers[1::2]) // down) + 1)
    return [(column * across, row * down) for row in rows for column in columns]
