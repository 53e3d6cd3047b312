"""Who pays how much of the three partners' sum, and the three against two others, counted in three ways."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from trilateral.figures.live import live
from trilateral.live import parts
from trilateral.live.parts import READ_OFF, READOUT, lookup
from trilateral.theme import colours, vega

if TYPE_CHECKING:
    import pandas as pd

DASHES = ([1, 0], [6, 3], [2, 2.5])


@live
def burden_sharing(narrow: bool, frame: pd.DataFrame, *, ways: Mapping[str, str], panels: Mapping[str, str]):
    """One panel a series, each with a line for every way of counting; the chosen way stands out.

    Parameters
    ----------
    frame
        way, series, year, value: fractions, and of the series ``ratio`` a ratio.
    ways
        Ways of counting and their names, the first one chosen at first.
    panels
        Series in order, each with the title of its panel; series that are countries take their colours.
    """
    first, last = int(frame["year"].min()), int(frame["year"].max())
    across = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickCount=3),
                   scale=alt.Scale(domain=[first, last], nice=False))
    dash = alt.StrokeDash("counted:N", title=None, legend=alt.Legend(orient="bottom", columns=1 if narrow else 3,
                                                                    symbolType="stroke", symbolSize=500),
                          scale=alt.Scale(domain=list(ways.values()), range=list(DASHES[: len(ways)])))
    base = alt.Chart(parts.rows(frame)).transform_calculate(
        counted=lookup("datum.way", ways), name=lookup("datum.series", panels),
        text="datum.series == 'ratio' ? format(datum.value, '.2f') : format(datum.value, '.1%')",
    )
    wide, high = ((vega.NARROW - 100) / 2, 120) if narrow else ((vega.WIDE - 100) / 2, 150)
    charts = [_panel(base, series, title, across, dash).properties(width=wide, height=high)
              for series, title in panels.items()]
    charts[0] = charts[0] + _read_off(base)
    params = [
        parts.choice("way", "Counted", ways, next(iter(ways))),
        parts.slider(READ_OFF, "Read off", first, last, last),
    ]
    return alt.concat(*charts, columns=2, spacing={"row": 58, "column": 48}, bounds="flush").add_params(*params)


def _panel(base: alt.Chart, series: str, title: str, across: alt.X, dash: alt.StrokeDash) -> alt.LayerChart:
    colour = colours.country(series) if series in colours.NAMES else colours.LIGHT["ink"]
    number = ".1f" if series == "ratio" else "~%"
    rows = base.transform_filter(f"datum.series == '{series}'")
    up = alt.Y("value:Q", title=None, axis=alt.Axis(format=number, tickCount=4), scale=alt.Scale(zero=True))
    tip = [alt.Tooltip("name:N", title="Shown"), alt.Tooltip("counted:N", title="Counted"),
           alt.Tooltip("year:Q", title="Year", format="d"), alt.Tooltip("text:N", title="Figure")]
    lines = rows.mark_line(strokeCap="butt").encode(
        across, up, dash, detail="counted:N", description="counted:N",
        color=alt.condition("datum.way == way", alt.value(colour), alt.value(colours.LIGHT["unknown"])),
        strokeWidth=alt.condition("datum.way == way", alt.value(2.4), alt.value(1.3)),
    )
    points = rows.transform_filter("datum.way == way").transform_calculate(
        said="datum.name + ', ' + datum.year + ': ' + datum.text + ', ' + datum.counted",
    ).mark_point(filled=True, size=14, opacity=1, color=colour).encode(across, up, tooltip=tip, description="said:N")
    ring = rows.transform_filter(f"datum.way == way && datum.year == {READ_OFF}").mark_point(
        filled=False, size=110, strokeWidth=1.4, color=colour, opacity=1, aria=False).encode(across, up)
    return alt.layer(lines, points, ring, title=title)


def _read_off(base: alt.Chart) -> alt.Chart:
    """No mark to be seen: its rows are the list below the chart."""
    return base.transform_filter(f"datum.way == way && datum.year == {READ_OFF}").transform_calculate(
        line="datum.name + ': ' + datum.text",
    ).mark_text(text="", aria=False).properties(name=READOUT)
