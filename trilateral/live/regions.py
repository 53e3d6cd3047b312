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
INK_ON = {"loss_1", "loss_2", "loss_3"}  # fills on which the page's ink is read, on light pages and on dark ones
KEY = "iso_3166_2"


@live
def region_explorer(narrow: bool, subjects: geopandas.GeoDataFrame, *, measures: Mapping[str, tuple[str, str]],
                    chosen: str, names_at: Mapping[str, tuple[float, float]]):
    """A map whose fill is the measure that a reader chooses; the list has all measures of one subject.

    Parameters
    ----------
    subjects
        ``iso_3166_2``, ``name``, ``short`` (the name on the map), a numeric column a measure, and the shapes.
    measures
        Column -> (its words, its number format in d3's language), in order.
    chosen
        The subject that is read out at first.
    names_at
        Where each subject's name stands, longitude and latitude: on its land, or beside it where that is small.
    """
    columns = list(measures)
    names = dict(zip(subjects[KEY], subjects["name"], strict=True))
    params = [
        parts.choice("measure", "Measure", {column: words for column, (words, _) in measures.items()}, columns[0]),
        parts.choice("subject", "Subject", dict(sorted(names.items(), key=lambda pair: pair[1])), chosen),
        alt.param(name="title", expr=lookup("measure", {column: words for column, (words, _) in measures.items()})),
        alt.param(name="form", expr=lookup("measure", {column: form.lstrip("+") for column, (_, form)
                                                       in measures.items()})),  # of classes, which have no sign
        # On a phone these words would be wider than the map, which then were drawn smaller: its key must do.
        alt.param(name="heading", expr="title" if narrow else "title + ': the more, the stronger the colour'"),
    ]
    features = alt.InlineData(values=_features(subjects, columns, names_at), format=alt.JsonDataFormat(type="json"))
    base = _shown(alt.Chart(features), measures)
    width = vega.NARROW - 12 if narrow else vega.WIDE - 12
    layers = alt.layer(*_marks(base, narrow), _list(base, measures), parts.heading("heading")).project(
        type="conicEqualArea", rotate=[-135, 0], parallels=[48, 68])
    return layers.resolve_scale(color="independent").add_params(*params).properties(
        width=width, height=round(width * 0.84), usermeta={"pick": ["subject", KEY]})


def _features(subjects: geopandas.GeoDataFrame, columns: list[str],
              names_at: Mapping[str, tuple[float, float]]) -> list[dict]:
    """Subjects as GeoJSON features: simplified together, wound as d3 wants them."""
    import shapely

    shapes = shapely.coverage_simplify(subjects.geometry.values, 0.08)
    labels = [names_at[iso] for iso in subjects[KEY]]
    beside = [not shape.contains(shapely.Point(at)) for shape, at in zip(shapes, labels, strict=True)]
    shapes = shapely.orient_polygons(shapely.set_precision(shapes, 0.01), exterior_cw=True)
    rows = subjects[[KEY, "name", "short", *columns]].astype(dict.fromkeys(columns, float)).to_dict("records")
    return [
        {"type": "Feature", "properties": {**row, "lon": lon, "lat": lat, "beside": outside},
         "geometry": shapely.geometry.mapping(shape)}
        for row, shape, (lon, lat), outside in zip(rows, shapes, labels, beside, strict=True)
    ]


def _shown(chart: alt.Chart, measures: Mapping[str, tuple[str, str]]) -> alt.Chart:
    forms = {column: form for column, (_, form) in measures.items()}
    return (
        chart.transform_calculate(iso_3166_2=f"datum.properties.{KEY}", name="datum.properties.name",
                                  value="datum.properties[measure]", lon="datum.properties.lon",
                                  lat="datum.properties.lat", beside="datum.properties.beside",
                                  size="abs(datum.properties[measure])")
        .transform_calculate(text=f"format(datum.value, {lookup('measure', forms)})")
        .transform_calculate(label="datum.properties.short + '|' + datum.text")
        .transform_calculate(said="datum.name + ', ' + title + ': ' + datum.text")
    )


def _marks(base: alt.Chart, narrow: bool) -> list[alt.Chart]:
    scale = alt.Scale(type="quantile", range=[colours.LIGHT[name] for name in CLASSES])
    tip = [alt.Tooltip("name:N", title="Subject"), alt.Tooltip("text:N", title="Figure")]
    areas = base.mark_geoshape(stroke=colours.LIGHT["paper"], strokeWidth=0.8, cursor="pointer").encode(
        color=alt.Color("size:Q", scale=scale, legend=None), opacity=_key(narrow), tooltip=tip, description="said:N",
    ).properties(name=parts.FIGURES)
    chosen = base.transform_filter(f"datum.{KEY} == subject").mark_geoshape(
        filled=False, stroke=colours.LIGHT["ink"], strokeWidth=2, aria=False)
    names = base.encode(longitude="lon:Q", latitude="lat:Q", text="label:N")
    words = {"fontSize": 8.5 if narrow else 11, "lineBreak": "|", "aria": False}
    # Letters on land follow its fill. A strong fill is their halo too: so a name wider than its land is read.
    ink, paper = colours.LIGHT["ink"], colours.LIGHT["paper"]
    letters, halos = (alt.Scale(type="quantile", range=[quiet if name in INK_ON else strong(name) for name in CLASSES])
                      for quiet, strong in ((ink, lambda name: paper), (paper, colours.LIGHT.get)))
    halo = names.mark_text(**words, strokeWidth=2.5).encode(stroke=alt.condition(
        "datum.beside", alt.value(paper), alt.Stroke("size:Q", scale=halos, legend=None)))
    return [areas, chosen, halo, names.mark_text(**words).encode(color=alt.condition(
        "datum.beside", alt.value(ink), alt.Color("size:Q", scale=letters, legend=None)))]


def _key(narrow: bool) -> alt.Opacity:
    """The classes below the map, by their lower ends: the strongest colour is not the darkest on dark pages.

    Of the colours themselves Vega would draw a ramp, on which ends that lie close hide one another.
    """
    legend = alt.Legend(
        title=None, orient="bottom", direction="horizontal", columns=3 if narrow else 5, aria=False,
        symbolType="square", symbolSize=110, symbolStrokeWidth=0,
        symbolFillColor=alt.expr(f"scale('{parts.FIGURES}_color', datum.value)"),
        labelExpr="datum.index == 0 ? 'less' : 'from ' + format(datum.value, form)")
    return alt.Opacity("size:Q", scale=alt.Scale(type="quantile", range=[1] * len(CLASSES)), legend=legend)


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
