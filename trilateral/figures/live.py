"""A live figure: a Vega-Lite chart that a reader can change, with the picture that stands where nothing is live."""
from __future__ import annotations

import functools
import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trilateral.theme import vega

if TYPE_CHECKING:
    import altair
    import pandas as pd

VEGA_MIME = "application/vnd.vega.v5+json"  # what JupyterLab draws by itself, without a network
VEGALITE_MIME = "application/vnd.vegalite.v5+json"  # the same, not compiled yet


@dataclass(frozen=True)
class Live:
    """A live figure's family applied to its data.

    ``data`` is what the chart starts from, row by row: the figure's download. What a reader's
    settings make of it is computed in the chart itself, by its Vega-Lite transforms.
    """

    make: Callable[[bool], altair.TopLevelMixin]
    data: pd.DataFrame
    family: str

    def chart(self, narrow: bool = False) -> altair.TopLevelMixin:
        """The altair chart, for the page's column or for a phone."""
        return self.make(narrow).configure(**vega.CONFIG)

    def vega(self, narrow: bool = False) -> dict[str, Any]:
        """The chart compiled to Vega: a reader's browser need not compile it."""
        import vl_convert

        text = json.dumps(self.chart(narrow).to_dict())
        return vl_convert.vegalite_to_vega(text)

    def svg(self, narrow: bool = False) -> str:
        """The chart as it first appears, as SVG in the light colours; the same bytes every time."""
        return picture(self.vega(narrow))

    def plain(self) -> dict[str, Any]:
        """What a notebook program draws where the chart cannot be compiled here, as in a browser: Vega-Lite."""
        return {VEGALITE_MIME: self.chart().to_dict()}

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, Any]:
        if not compiles():
            return {**self.plain(), "text/plain": repr(self)}
        drawn = self.vega()
        return {VEGA_MIME: drawn, "image/svg+xml": picture(drawn), "text/plain": repr(self)}

    def __repr__(self) -> str:
        return f"<{self.family}, live, {len(self.data)} rows>"


def compiles() -> bool:
    """Whether the compiler is here: it is a program in machine code, which Pyodide does not have."""
    return importlib.util.find_spec("vl_convert") is not None


def picture(spec: dict[str, Any]) -> str:
    """Picture of a compiled chart as it first appears."""
    import vl_convert

    _fonts()
    return vl_convert.vega_to_svg(json.dumps(spec))


def live(function: Callable[..., Any]) -> Callable[..., Live]:
    """Turn ``function(narrow, frame, ...) -> altair chart`` into ``function(frame, ...) -> Live``."""

    @functools.wraps(function)
    def make(data, *args, **options) -> Live:
        return Live(lambda narrow: function(narrow, data, *args, **options), data, function.__name__)

    return make


@functools.lru_cache(maxsize=1)
def _fonts() -> None:
    """Measure letters in the font that comes with matplotlib, whatever fonts the machine has."""
    from pathlib import Path

    import matplotlib
    import vl_convert

    vl_convert.register_font_directory(str(Path(matplotlib.get_data_path(), "fonts", "ttf")))
