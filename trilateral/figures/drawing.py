"""A drawing: a figure that has not been drawn yet, so that it can be drawn at several widths."""
from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trilateral.theme.colours import LIGHT
from trilateral.theme.style import NARROW, WIDE, style

if TYPE_CHECKING:
    import matplotlib.figure
    import pandas as pd


@dataclass(frozen=True)
class Canvas:
    """What a drawing function draws on: an empty matplotlib figure and its width.

    Attributes
    ----------
    figure
        Set its height with :meth:`height` before adding axes.
    narrow
        True for the phone's version: fewer ticks, panels below each other.
    """

    figure: matplotlib.figure.Figure
    narrow: bool

    @property
    def width(self) -> float:
        """Width in inches."""
        return NARROW if self.narrow else WIDE

    def height(self, wide: float, narrow: float | None = None) -> None:
        """Set the height in inches, for the wide version and for the narrow one."""
        inches = narrow if self.narrow and narrow is not None else wide
        self.figure.set_size_inches(self.width, inches)

    def colour(self, name: str) -> str:
        """Colour of a name in :mod:`trilateral.theme.colours`."""
        return LIGHT[name]


@dataclass(frozen=True)
class Drawing:
    """A figure family applied to its data.

    ``data`` is what is drawn, row by row, in the units of the picture: the figure's download, and
    what tests compare with the drawn artists.
    """

    paint: Callable[[Canvas], None]
    data: pd.DataFrame
    family: str

    def figure(self, narrow: bool = False) -> matplotlib.figure.Figure:
        """Draw at the given width; the caller owns the figure (no pyplot state)."""
        from matplotlib.figure import Figure

        with style():
            canvas = Canvas(Figure(layout="constrained"), narrow)
            canvas.height(4.0)
            self.paint(canvas)
        return canvas.figure

    def svg(self, narrow: bool = False) -> str:
        """The drawing as SVG in the light colours; the same bytes every time."""
        from trilateral.figures.svg import to_svg

        return to_svg(self.figure(narrow))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        return {"image/svg+xml": self.svg(), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"<{self.family}, {len(self.data)} rows>"


def drawing(function: Callable[..., Any]) -> Callable[..., Drawing]:
    """Turn ``function(canvas, frame, ...)`` into ``function(frame, ...) -> Drawing``.

    The first argument after the canvas is the data that is drawn.
    """

    @functools.wraps(function)
    def make(data, *args, **options) -> Drawing:
        return Drawing(lambda canvas: function(canvas, data, *args, **options), data, function.__name__)

    return make
