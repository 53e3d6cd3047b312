"""What it would take: a share of GDP reached by a chosen year, in dollars, under an assumed growth."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import altair as alt

from trilateral import names
from trilateral.figures.live import live
from trilateral.live import parts
from trilateral.live.parts import READ_OFF, READOUT, lookup
from trilateral.theme import colours, vega

if TYPE_CHECKING:
    import pandas as pd

HORIZON = 2040
TARGETS = {"2": "2% of GDP", "3": "3% of GDP", "3.5": "3.5% of GDP", "5": "5% of GDP"}
PATHS = {"target": "on the way to the target", "today": "at the last year’s share"}


@live
def what_it_takes(narrow: bool, frame: pd.DataFrame, *, target: str = "3.5", by: int = 2035, growth: float = 2.0,
                  order: Sequence[str] = ()):
    """Two paths in constant dollars: the share of the last year kept, and a straight line to the target.

    Growth of GDP is assumed and the reader's to move; the share moves from the last year's by equal
    steps and then stays. Nothing here is a forecast.

    Parameters
    ----------
    frame
        iso3, year (the last one), gdp_usd_bn (current US$ of that year), share (a fraction of GDP).
    target, by, growth
        What is set at first: a share in per cent, a year, growth in per cent a year.
    order
        Countries of the menu in order, the first one chosen at first; else as in ``frame``.
    """
    start = int(frame["year"].iloc[0])
    countries = {iso3: names.country(iso3) for iso3 in (order or frame["iso3"])}
    params = [
        parts.choice("country", "Country", countries, next(iter(countries))),
        parts.choice("target", "Target", TARGETS, target),
        parts.slider("by", "Reached by", start + 1, HORIZON, by),
        parts.slider("growth", "Growth of GDP, % a year", -1, 5, growth, step=0.25),
        parts.slider(READ_OFF, "Read off", start, HORIZON, by),
    ]
    base = _paths(alt.Chart(parts.rows(_years(frame, start))), start)
    across = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickCount=4 if narrow else 8),
                   scale=alt.Scale(domain=[start, HORIZON], nice=False))
    size = (vega.NARROW - 60, 220) if narrow else (vega.WIDE - 60, 290)
    heading = f"'US$ billion at prices of {start}: ' + {lookup('country', countries)}"
    return alt.layer(*_marks(base, across), parts.heading(heading)).add_params(*params).properties(
        width=size[0], height=size[1])


def _years(frame: pd.DataFrame, start: int) -> pd.DataFrame:
    """Every country's start, once for each year to the horizon."""
    import pandas as pd

    years = pd.DataFrame({"ahead": range(start, HORIZON + 1)})
    return frame.drop(columns="year").merge(years, how="cross").rename(columns={"ahead": "year"})


def _paths(chart: alt.Chart, start: int) -> alt.Chart:
    """From the start and the settings to dollars: columns today, target, more, sum."""
    return (
        chart.transform_filter("datum.iso3 == country")
        .transform_calculate(grown=f"datum.gdp_usd_bn * pow(1 + growth / 100, datum.year - {start})")
        .transform_calculate(reached="datum.share + (toNumber(target) / 100 - datum.share) * "
                                     f"min(1, (datum.year - {start}) / (by - {start}))")
        .transform_calculate(today="datum.grown * datum.share", target="datum.grown * datum.reached")
        .transform_calculate(more="datum.target - datum.today")
        .transform_window(summed="sum(more)", sort=[alt.SortField("year")], frame=[None, 0])
    )


def _marks(base: alt.Chart, across: alt.X) -> list[alt.Chart]:
    words = "datum.path == 'target' ? " + " : ".join(map(parts.quote, PATHS.values()))
    long = base.transform_fold(list(PATHS), as_=["path", "usd_bn"]).transform_calculate(
        words=words, said=f"datum.year + ', ' + ({words}) + ': ' + format(datum.usd_bn, ',.1f') + ' billion US$'",
        text="'$' + format(datum.usd_bn, ',.1f') + ' billion'")
    up = alt.Y("usd_bn:Q", title=None, scale=alt.Scale(zero=True))
    legend = alt.Legend(orient="bottom", direction="vertical", symbolType="stroke", symbolSize=400)
    shades, dashes = [colours.LIGHT["accent"], colours.LIGHT["quiet"]], [[1, 0], [5, 3]]
    domain = list(PATHS.values())
    colour = alt.Color("words:N", title=None, legend=legend, scale=alt.Scale(domain=domain, range=shades))
    dash = alt.StrokeDash("words:N", title=None, scale=alt.Scale(domain=domain, range=dashes))
    tip = [alt.Tooltip("words:N", title="Path"), alt.Tooltip("year:Q", title="Year", format="d"),
           alt.Tooltip("text:N", title="Spending")]
    between = base.mark_area(opacity=0.18, color=colours.LIGHT["accent"], aria=False).encode(
        across, alt.Y("today:Q", title=None), alt.Y2("target:Q"))
    lines = long.mark_line(strokeCap="butt").encode(across, up, colour, dash, description="words:N")
    points = long.mark_point(filled=True, size=18, opacity=1).encode(
        across, up, colour, tooltip=tip, description="said:N").properties(name=parts.FIGURES)
    at = base.transform_filter(f"datum.year == {READ_OFF}")
    rule = at.mark_rule(strokeDash=[3, 3], aria=False).encode(across)
    read = at.transform_calculate(lines=_sentences()).transform_flatten(["lines"], as_=["line"]).mark_text(
        text="", aria=False).properties(name=READOUT)
    return [between, rule, lines, points, read]


def _sentences() -> str:
    """Vega expression: what the settings mean in the year that is read off."""


    def dollars(column: str) -> str:
        return f"'$' + format(abs(datum.{column}), ',.1f') + ' billion'"

    sentences = (
        f"'On the way to the target: ' + {dollars('target')} + ', ' + format(datum.reached, '.2%') + ' of GDP'",
        f"'At the share of the last year: ' + {dollars('today')} + ', ' + format(datum.share, '.2%') + ' of GDP'",
        f"(datum.more < 0 ? 'Less' : 'More') + ' in that year: ' + {dollars('more')}",
        f"(datum.summed < 0 ? 'Less' : 'More') + ' in all the years until then: ' + {dollars('summed')}",
    )
    return f"[{', '.join(sentences)}]"
