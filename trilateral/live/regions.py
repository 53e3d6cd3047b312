"""The region explorer: federal subjects by any measure, each with all its figures."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from trilateral.figures.live import live
from trilateral.live import parts
from trilateral.live.parts import READOUT, lookup
from trilateral.theme import colours, vega

if TYPE_CHECKING:
    import geopandas

CLASSES = ["loss_1", "loss_2", "loss_3", "loss_4", "loss_5"]
REGION_WORDS = "Albers equal-area conic projection, standard parallels 48°N and 68°N"
KEY = "iso_3166_2"


@live
def region_explorer(narrow: bool, subjects: geopandas.GeoDataFrame, *, measures: Mapping[str, tuple[str, str]],
                    chosen: str):
    """A map whose fill is the measure that a reader chooses; the list has all measures of one subject.

    Parameters
    ----------
    subjects
        ``iso_3166_2``, ``name``, ``short`` (the name on the map), a numeric column a measure, and the shapes.
    measures
        Column -> (its words, its number format in d3's language), in order.
    chosen
        The subject that is read out at first.
    """
    columns = list(measures)
    names = dict(zip(subjects[KEY], subjects["name"], strict=True))
    params = [
        parts.choice("measure", "Measure", {column: words for column, (words, _) in measures.items()}, columns[0]),
        parts.choice("subject", "Subject", dict(sorted(names.items(), key=lambda pair: pair[1])), chosen),
        alt.param(name="title", expr=lookup("measure", {column: words for column, (words, _) in measures.items()})),
        alt.param(name="heading", expr="title + ': the more, the stronger the colour'"),
    ]
    features = alt.InlineData(values=_features(subjects, columns), format=alt.JsonDataFormat(type="json"))
    base = _shown(alt.Chart(features), measures, narrow)
    width = vega.NARROW - 12 if narrow else vega.WIDE - 12
    layers = alt.layer(*_marks(base, narrow), _list(base, measures), parts.heading("heading")).project(
        type="conicEqualArea", rotate=[-135, 0], parallels=[48, 68])
    return layers.add_params(*params).properties(
        width=width, height=round(width * 0.84), usermeta={"pick": ["subject", KEY]})


def _features(subjects: geopandas.GeoDataFrame, columns: list[str]) -> list[dict]:
    """Subjects as GeoJSON features: simplified together, wound as d3 wants them."""
    import shapely
    from shapely.ops import polylabel

    shapes = shapely.coverage_simplify(subjects.geometry.values, 0.08)
    labels = [polylabel(max(shapely.get_parts(shape), key=lambda part: part.area), 0.5) for shape in shapes]
    shapes = shapely.orient_polygons(shapely.set_precision(shapes, 0.01), exterior_cw=True)
    rows = subjects[[KEY, "name", "short", *columns]].astype(dict.fromkeys(columns, float)).to_dict("records")
    return [
        {"type": "Feature", "properties": {**row, "lon": round(label.x, 2), "lat": round(label.y, 2)},
         "geometry": shapely.geometry.mapping(shape)}
        for row, shape, label in zip(rows, shapes, labels, strict=True)
    ]


def _shown(chart: alt.Chart, measures: Mapping[str, tuple[str, str]], narrow: bool) -> alt.Chart:
    forms = {column: form for column, (_, form) in measures.items()}
    label = "datum.text" if narrow else "datum.properties.short + '|' + datum.text"
    return (
        chart.transform_calculate(iso_3166_2=f"datum.properties.{KEY}", name="datum.properties.name",
                                  value="datum.properties[measure]", lon="datum.properties.lon",
                                  lat="datum.properties.lat")
        .transform_calculate(text=f"format(datum.value, {lookup('measure', forms)})")
        .transform_calculate(label=label)
        .transform_calculate(said="datum.name + ', ' + title + ': ' + datum.text")
    )


def _marks(base: alt.Chart, narrow: bool) -> list[alt.Chart]:
    scale = alt.Scale(type="quantile", range=[colours.LIGHT[name] for name in CLASSES])
    tip = [alt.Tooltip("name:N", title="Subject"), alt.Tooltip("text:N", title="Figure")]
    areas = base.mark_geoshape(stroke=colours.LIGHT["paper"], strokeWidth=0.8, cursor="pointer").encode(
        color=alt.Color("size:Q", scale=scale, legend=None), tooltip=tip, description="said:N",
    ).transform_calculate(size="abs(datum.value)").properties(name=parts.FIGURES)
    chosen = base.transform_filter(f"datum.{KEY} == subject").mark_geoshape(
        filled=False, stroke=colours.LIGHT["ink"], strokeWidth=2, aria=False)
    size = 10 if narrow else 11
    words = [base.mark_text(fontSize=size, lineBreak="|", aria=False, **halo).encode(
        longitude="lon:Q", latitude="lat:Q", text="label:N")
        for halo in ({"stroke": colours.LIGHT["paper"], "strokeWidth": 2.5, "strokeOpacity": 0.85}, {})]
    return [areas, chosen, *words]


def _list(base: alt.Chart, measures: Mapping[str, tuple[str, str]]) -> alt.Chart:
    """No mark to be seen: all figures of the chosen subject, as the list below the map."""
    lines = ", ".join(
        f"{parts.quote(words)} + ': ' + format(datum.properties.{column}, {parts.quote(form)})"
        for column, (words, form) in measures.items()
    )
    return (
        base.transform_filter(f"datum.{KEY} == subject").transform_calculate(lines=f"[{lines}]", unit="datum.name")
        .transform_flatten(["lines"], as_=["line"]).mark_text(text="", aria=False).properties(name=READOUT)
    )
