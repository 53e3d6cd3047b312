"""The spending explorer: any measure, any countries, any span; level, index, or share of the group."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import altair as alt

from trilateral import names
from trilateral.figures.live import live
from trilateral.live import parts
from trilateral.live.parts import READ_OFF, READOUT, lookup
from trilateral.theme import colours, vega

if TYPE_CHECKING:
    import pandas as pd

MEASURES = {
    "constant_usd_m": "US$, constant prices",
    "current_usd_m": "US$, current prices",
    "share_of_gdp": "Share of GDP",
    "per_capita_usd": "US$ per inhabitant",
    "share_of_government": "Share of government spending",
}
VIEWS = {"level": "Level", "index": "Index, first year = 100", "share": "Share of the group"}
# The table's units against those of the axis: billions, and per cent.
FACTORS = {"constant_usd_m": "0.001", "current_usd_m": "0.001", "share_of_gdp": "100", "per_capita_usd": "1",
           "share_of_government": "100"}
ADDED = ("constant_usd_m", "current_usd_m")  # measures of which a group has a sum
SELECTION = ["iso3", "country", "year", "measure", "value", "quality", "shown", "unit"]
QUALITIES = {"reported": "reported", "estimate": "SIPRI estimate", "highly_uncertain": "highly uncertain"}


@live
def spending_explorer(narrow: bool, frame: pd.DataFrame, *, chosen: Sequence[str], units: Mapping[str, str],
                      edition: str):
    """Lines over years that a reader chooses.

    Parameters
    ----------
    frame
        iso3, year, measure, value, quality: the figures as the table has them.
    chosen
        Countries that are shown at first.
    units
        Unit of each measure on the axis, in words.
    edition
        Edition of the table, for the tooltip.
    """
    first, last = int(frame["year"].min()), int(frame["year"].max())
    rest = sorted(set(frame["iso3"]) - set(chosen), key=names.short)
    countries = {iso3: names.short(iso3) for iso3 in [*chosen, *rest]}
    base = _shown(alt.Chart(parts.rows(_wide(frame))), countries, edition)
    across = alt.X("year:Q", title=None, axis=alt.Axis(format="d", tickCount=4 if narrow else 8),
                   scale=alt.Scale(domain=[alt.expr("first_year"), alt.expr("last_year")], nice=False, clamp=True))
    up = alt.Y("shown:Q", title=None)
    legend = alt.Legend(title=None, orient="bottom" if narrow else "right", columns=3 if narrow else 1,
                        values=alt.expr(_chosen_names(countries)))
    colour = parts.country_colour(countries, legend=legend)
    chart = alt.layer(
        base.mark_line().encode(across, up, colour, detail="country:N", description="country:N"),
        _points(base, across, up, colour, parts.country_shape(countries, legend=legend)),
        _read_off(base, across, up, colour),
        parts.heading("heading"),
    )
    params = [
        parts.choice("measure", "Measure", MEASURES, "constant_usd_m"),
        parts.choice("look", "Shown as", VIEWS, "level"),
        parts.slider("first_year", "From", first, last - 1, first),
        parts.slider("last_year", "To", first + 1, last, last),
        parts.slider(READ_OFF, "Read off", first, last, last),
        *(parts.box(f"show_{iso3}", name, iso3 in chosen) for iso3, name in countries.items()),
        alt.param(name="as_share", expr=f"look == 'share' && indexof({list(ADDED)}, measure) >= 0"),
        alt.param(name="unit", expr=f"as_share ? '% of the group' : look == 'index' ? 'first year = 100' : "
                                    f"{lookup('measure', units)}"),
        alt.param(name="heading", expr="unit + (look == 'share' && !as_share ? ' (only dollars have shares)' : '')"),
    ]
    width, height = (vega.NARROW - 60, 250) if narrow else (vega.WIDE - 165, 340)
    return chart.add_params(*params).properties(width=width, height=height, usermeta={"selection": SELECTION})


def _wide(frame: pd.DataFrame) -> pd.DataFrame:
    """A row a country and year, a column a measure, and one for its quality: two thirds of the weight.

    Years without a figure are rows with empty cells, so that no line bridges them.
    """
    table = frame.pivot(index=["iso3", "year"], columns="measure", values=["value", "quality"])
    table = table.reindex(columns=[(part, measure) for part in ("value", "quality") for measure in MEASURES])
    whole = [(iso3, year) for iso3 in frame["iso3"].unique()
             for year in range(int(frame["year"].min()), int(frame["year"].max()) + 1)]
    table = table.reindex(whole)
    table.columns = [measure if part == "value" else f"quality_{measure}" for part, measure in table.columns]
    return table.astype(dict.fromkeys(MEASURES, "float64")).rename_axis(["iso3", "year"]).reset_index()


def _shown(chart: alt.Chart, countries: Mapping[str, str], edition: str) -> alt.Chart:
    """From the table's rows to what the settings ask for: the column ``shown``, in the axis' unit."""
    picked = " || ".join(f"(datum.iso3 == '{iso3}' && show_{iso3})" for iso3 in countries)
    return (
        chart
        .transform_filter("datum.year >= first_year && datum.year <= last_year")
        .transform_filter(picked)
        .transform_calculate(measure="measure", value="datum[measure]", quality="datum['quality_' + measure]")
        .transform_calculate(
            country=lookup("datum.iso3", countries),
            at_first="datum.year == first_year ? datum.value : null",
        )
        .transform_joinaggregate(base="max(at_first)", groupby=["iso3"])
        .transform_joinaggregate(total="sum(value)", groupby=["year"])
        .transform_calculate(
            shown="!isValid(datum.value) ? null : as_share ? 100 * datum.value / datum.total : "
                  "look == 'index' ? (datum.base > 0 ? 100 * datum.value / datum.base : null) : "
                  f"datum.value * {lookup('measure', FACTORS)}",
            mark=lookup("datum.quality", QUALITIES), unit="unit", edition=parts.quote(edition),
        )
        .transform_calculate(text="format(datum.shown, abs(datum.shown) >= 100 ? ',.0f' : ',.1f')")
    )


def _chosen_names(countries: Mapping[str, str]) -> str:
    """Vega expression for the names of the countries that are ticked."""
    ticked = ", ".join(f"show_{iso3} ? {parts.quote(name)} : null" for iso3, name in countries.items())
    return f"split(replace(join([{ticked}], '|'), /^\\|+|\\|+$|(\\|)\\|+/g, '$1'), '|')"


def _points(base: alt.Chart, across: alt.X, up: alt.Y, colour: alt.Color, shape: alt.Shape) -> alt.Chart:
    """A point a figure: filled where it is reported, open where an estimate, faint where highly uncertain."""
    tip = [alt.Tooltip("country:N", title="Country"), alt.Tooltip("year:Q", title="Year", format="d"),
           alt.Tooltip("text:N", title="Figure"), alt.Tooltip("unit:N", title="Unit"),
           alt.Tooltip("mark:N", title="Quality"), alt.Tooltip("edition:N", title="Edition")]
    return base.transform_filter("isValid(datum.shown)").transform_calculate(
        said="datum.country + ', ' + datum.year + ': ' + datum.text + ' ' + unit + ', ' + datum.mark",
    ).mark_point(size=20, strokeWidth=1.2, opacity=1).encode(
        across, up, shape, stroke=colour, tooltip=tip, description="said:N",
        fill=alt.condition("datum.quality == 'reported'", colour, alt.value(colours.LIGHT["paper"])),
        strokeOpacity=alt.condition("datum.quality == 'highly_uncertain'", alt.value(0.5), alt.value(1)),
    ).properties(name=parts.FIGURES)


def _read_off(base: alt.Chart, across: alt.X, up: alt.Y, colour: alt.Color) -> alt.Chart:
    """Larger points at the year that is read off; their rows are the list below the chart."""
    return base.transform_filter(f"isValid(datum.shown) && datum.year == {READ_OFF}").transform_calculate(
        line="datum.country + ': ' + datum.text + (datum.quality == 'reported' ? '' : ', ' + datum.mark)",
    ).mark_point(size=110, strokeWidth=1.4, filled=False, opacity=1, aria=False).encode(
        across, up, stroke=colour, order=alt.Order("shown:Q", sort="descending")).properties(name=READOUT)
