"""SVG text of a matplotlib figure, lean and byte-stable."""
from __future__ import annotations

import hashlib
import io
import re
from typing import TYPE_CHECKING

from trilateral.theme.style import style

if TYPE_CHECKING:
    import matplotlib.figure

_DEFS = re.compile(r"(<defs>.*?</defs>)", re.S)
_PATH = re.compile(r'(?<= d=")[^"]*')
_NUMBER = re.compile(r"-?\d+\.\d+")
_HALO = re.compile(r'<path d="([^"]*)" style="([^"]*)"/>\s*<path d="\1" style="([^"]*)"/>')
_GLYPH = re.compile(r'( d=")([^"]*)("\s+transform="scale\(0\.015625\)")')
_UNITS = re.compile(r"-?\d+(?:\.\d+)?")
_GAP = re.compile(r"\s*([MLCQZz])\s*")


def to_svg(figure: matplotlib.figure.Figure) -> str:
    """The figure as an SVG document without date or software version.

    Coordinates of paths are rounded to a tenth of a point, which no screen shows; the letters'
    outlines, which are scaled when used, to ten of their 4,096 units an em or so: a seventieth of a point.
    """
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    buffer = io.StringIO()
    with style():
        # Not savefig: it draws everything once more before, for a bounding box that we do not ask for.
        nothing = {"Date": None, "Creator": None, "Type": None, "Format": None}
        FigureCanvasSVG(figure).print_svg(buffer, metadata=nothing)
    text = buffer.getvalue()
    text = text[text.index("<svg"):]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.S)
    parts = _DEFS.split(text)
    lean = "".join(_GLYPH.sub(_letter, part) if part.startswith("<defs>") else _PATH.sub(_compact, part)
                   for part in parts)
    return _once(lean)


def _once(svg: str) -> str:
    """Draw an outline that stands twice running, as a letter and its halo do, only once.

    The first drawing takes its style from a group around it, so that the second, a ``use``, can
    have its own.
    """

    def shared(match: re.Match) -> str:
        # Named by its content: pictures that stand in one document cannot mix up their letters.
        name = f"o{hashlib.sha256(match[1].encode()).hexdigest()[:10]}"
        return (f'<g style="{match[2]}"><path id="{name}" d="{match[1]}"/></g>'
                f'<use xlink:href="#{name}" style="{match[3]}"/>')

    return _HALO.sub(shared, svg)


def _letter(glyph: re.Match) -> str:
    outline = _UNITS.sub(lambda number: str(round(float(number[0]), -1)).removesuffix(".0"), glyph[2])
    return glyph[1] + " ".join(_GAP.sub(r"\1", outline).split()) + glyph[3]


def _compact(path: re.Match) -> str:
    rounded = _NUMBER.sub(lambda n: f"{float(n[0]):.1f}".removesuffix(".0"), path[0])
    return " ".join(_GAP.sub(r"\1", rounded).split())


def size(svg: str) -> tuple[int, int]:
    """Width and height of an SVG document in CSS pixels; points become 96 an inch."""
    head = svg[: svg.index(">") + 1]
    found = [re.search(rf'\b{side}="([\d.]+)(pt)?"', head) for side in ("width", "height")]
    if not all(found):
        raise ValueError("SVG without a size in points or pixels")
    return tuple(round(float(side[1]) * (96 / 72 if side[2] else 1)) for side in found)
