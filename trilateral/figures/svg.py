"""SVG text of a matplotlib figure, lean and byte-stable."""
from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from trilateral.theme.style import style

if TYPE_CHECKING:
    import matplotlib.figure

_LONG = re.compile(r"(?<=[\s\"'ML,C])(-?\d+\.\d{3,})")
_PATH = re.compile(r'( d="|points=")([^"]*)"')


def to_svg(figure: matplotlib.figure.Figure) -> str:
    """The figure as an SVG document without date or software version.

    Path coordinates are cut to a hundredth of a point, which no screen shows.
    """
    buffer = io.StringIO()
    with style():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Type": None, "Format": None})
    text = buffer.getvalue()
    text = text[text.index("<svg"):]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.S)
    return _PATH.sub(lambda m: f'{m[1]}{_LONG.sub(_shorten, m[2])}"', text)


def _shorten(match: re.Match) -> str:
    return f"{float(match[1]):.2f}".rstrip("0").rstrip(".")


def size(svg: str) -> tuple[int, int]:
    """Width and height of an SVG document in CSS pixels (96 an inch)."""
    head = svg[: svg.index(">") + 1]
    width = re.search(r'\bwidth="([\d.]+)pt"', head)
    height = re.search(r'\bheight="([\d.]+)pt"', head)
    if not (width and height):
        raise ValueError("SVG without a size in points")
    return tuple(round(float(m[1]) * 96 / 72) for m in (width, height))
