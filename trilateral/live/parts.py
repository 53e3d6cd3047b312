"""Parts that live figures share: their data, controls, colours, the words above an axis.

Names that the page's script knows: a parameter ``readoff`` (the year whose values are read off), a
mark ``readout``, whose rows are what is read off, each with a text ``line``, and a mark ``figures``,
whose rows are what is seen: the selection that a reader can take along.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import altair as alt

from trilateral.theme import colours

if TYPE_CHECKING:
    import pandas as pd

READ_OFF, READOUT, FIGURES = "readoff", "readout", "figures"


def rows(frame: pd.DataFrame) -> alt.InlineData:
    """The rows as CSV inside the chart: a fifth of what they weigh as JSON."""
    kinds = {column: "number" for column in frame.select_dtypes("number").columns}
    text = frame.to_csv(index=False, lineterminator="\n")
    return alt.InlineData(values=text, format=alt.CsvDataFormat(type="csv", parse=kinds))


def choice(name: str, label: str, options: Mapping[str, str], value: str) -> alt.Parameter:
    """One of several, by a menu: ``options`` gives the words of each value."""
    bind = alt.binding_select(options=list(options), labels=list(options.values()), name=label)
    return alt.param(name=name, value=value, bind=bind)


def slider(name: str, label: str, low: float, high: float, value: float, step: float = 1) -> alt.Parameter:
    """A number from ``low`` to ``high``."""
    return alt.param(name=name, value=value, bind=alt.binding_range(min=low, max=high, step=step, name=label))


def box(name: str, label: str, value: bool) -> alt.Parameter:
    """Shown or not."""
    return alt.param(name=name, value=value, bind=alt.binding_checkbox(name=label))


def country_colour(countries: Mapping[str, str], **options: Any) -> alt.Color:
    """One colour a country, by its name; ``countries`` maps code to name."""
    scale = alt.Scale(domain=list(countries.values()), range=[colours.country(code) for code in countries])
    return alt.Color("country:N", scale=scale, **options)


# As matplotlib's markers in trilateral.charts.parts, where there is a like shape.
SHAPES = {
    "USA": "circle", "JPN": "square", "KOR": "diamond", "CHN": "triangle-up", "RUS": "triangle-down", "TWN": "cross",
    "PRK": "M-1,-1L1,1M1,-1L-1,1", "PHL": "triangle-left", "AUS": "triangle-right", "DEU": "square", "FRA": "diamond",
    "GBR": "cross", "IND": "triangle-up", "POL": "circle", "UKR": "triangle-down", "VNM": "triangle-left",
}


def country_shape(countries: Mapping[str, str], **options: Any) -> alt.Shape:
    """One shape a country, beside its colour."""
    scale = alt.Scale(domain=list(countries.values()), range=[SHAPES[code] for code in countries])
    return alt.Shape("country:N", scale=scale, **options)


def heading(expression: str) -> alt.Chart:
    """Words above the upper left corner, for what a menu changes: an axis cannot change its title."""
    point = alt.Data(values=[{}])
    return alt.Chart(point).mark_text(
        align="left", baseline="bottom", x=0, y=-7, text=alt.expr(expression), color=colours.LIGHT["quiet"],
        aria=False,
    )


def quote(text: str) -> str:
    """A string inside a Vega expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def lookup(key: str, words: Mapping[str, str]) -> str:
    """Vega expression for the entry of ``words`` that the expression ``key`` names."""
    pairs = ", ".join(f"{quote(name)}: {quote(word)}" for name, word in words.items())
    return f"({{{pairs}}})[{key}]"
