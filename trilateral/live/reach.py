"""The reach explorer: choose a place and a range, see the geodesic ring and what lies inside it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import altair as alt

from trilateral.figures.live import live
from trilateral.live import ellipsoid, parts
from trilateral.live.parts import READOUT, lookup
from trilateral.theme import colours, vega

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

CENTRE = (128, 27)  # of the projection, Lambert's azimuthal equal-area
FRAME = (92.0, -12.0, 175.0, 66.0)  # west, south, east, north: land that the map cannot show is left out
OWN = "own"  # the choice of a range by the slider instead of a weapon's
REACH_WORDS = "Lambert azimuthal equal-area projection centred on 27°N 128°E"
STYLES = {"base": "triangle-up", "city": "circle"}


@live
def reach_explorer(narrow: bool, places: pd.DataFrame, *, land: geopandas.GeoDataFrame, ranges: Mapping[str, float],
                   place: str, reach_km: int):
    """A map with the ring of a range around a place; its list names what lies inside, nearest first.

    Parameters
    ----------
    places
        id, name, iso3, kind (base or city), lon, lat, and a column ``km_<id>`` for every place: the
        geodesic distance to it in kilometres; see :func:`with_distances`.
    land
        Layer of land, for the ground of the map.
    ranges
        Weapons and their largest published range in kilometres, for the menu.
    place, reach_km
        What is chosen at first.
    """
    rows = places.assign(name=places["name"].str.replace("|", " ", regex=False))
    names = dict(zip(rows["id"], rows["name"], strict=True))
    order = dict(sorted(names.items(), key=lambda pair: pair[1]))
    words = {OWN: "the slider’s", **{name: f"{name}, {km:,.0f} km" for name, km in ranges.items()}}
    params = [
        parts.choice("place", "From", order, place),
        parts.choice("weapon", "Range", words, OWN),
        parts.slider("slider_km", "Kilometres", 50, 4000, reach_km, step=50),
        alt.param(name="range_km", expr=f"weapon == '{OWN}' ? slider_km : {lookup('weapon', _texts(ranges))} * 1"),
        alt.param(name="lon0", expr=f"{lookup('place', _texts(dict(zip(rows['id'], rows['lon'], strict=True))))} * 1"),
        alt.param(name="lat0", expr=f"{lookup('place', _texts(dict(zip(rows['id'], rows['lat'], strict=True))))} * 1"),
        alt.param(name="from_name", expr=lookup("place", names)),
    ]
    width = vega.NARROW - 10 if narrow else vega.WIDE - 12
    height = round(width * 1.02)
    base = _measured(alt.Chart(parts.rows(rows)))
    ground = alt.Chart(alt.InlineData(values=_ground(land), format=alt.JsonDataFormat(type="json"))).mark_geoshape(
        fill=colours.LIGHT["land"], stroke=colours.LIGHT["land_edge"], strokeWidth=0.4, aria=False)
    chart = alt.layer(_sea(), ground, *_graticule(), _ring(), *_marks(base, narrow)).project(
        type="azimuthalEqualArea", rotate=[-CENTRE[0], -CENTRE[1], 0], scale=width * 1.18,
        translate=[width / 2, height / 2], clipExtent=[[0, 0], [width, height]])
    return chart.add_params(*params).properties(
        width=width, height=height, usermeta={"selection": SELECTION, "pick": ["place", "id"]})


SELECTION = ["id", "name", "iso3", "kind", "lon", "lat", "km", "inside"]


def with_distances(places: pd.DataFrame) -> pd.DataFrame:
    """``places`` with a column ``km_<id>`` for each of them: whole kilometres along the geodesic."""
    import numpy as np
    import pandas as pd

    from trilateral.measures.geodesy import WGS84

    lon, lat = (places[c].to_numpy(dtype=float) for c in ("lon", "lat"))
    there = np.broadcast_to(lon, (len(lon),) * 2), np.broadcast_to(lat, (len(lat),) * 2)
    metres = WGS84.inv(there[0].T.ravel(), there[1].T.ravel(), there[0].ravel(), there[1].ravel())[2]
    table = np.rint(metres / 1000).astype(int).reshape(len(lon), -1)
    distances = pd.DataFrame(table, columns=[f"km_{place}" for place in places["id"]], index=places.index)
    return pd.concat([places, distances], axis=1)


def _texts(numbers: Mapping[str, float]) -> dict[str, str]:
    return {name: f"{number:g}" for name, number in numbers.items()}


def _ground(land: geopandas.GeoDataFrame) -> list[dict]:
    """Land in the frame, coarse enough for a screen, its rings wound as d3 wants them: clockwise outside."""
    import shapely

    cut = shapely.clip_by_rect(land.geometry.values, *FRAME)
    parts_of = shapely.get_parts(shapely.coverage_simplify(cut[~shapely.is_empty(cut)], 0.08))
    kept = [part for part in parts_of if part.geom_type == "Polygon" and part.area > 0.02]
    shapes = shapely.orient_polygons(shapely.set_precision(kept, 0.01), exterior_cw=True)
    return [{"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(shape)} for shape in shapes]


def _sea() -> alt.Chart:
    return alt.Chart(alt.sphere()).mark_geoshape(fill=colours.LIGHT["sea"], aria=False)


def _graticule() -> list[alt.Chart]:
    return [alt.Chart(alt.graticule(step=[10, 10])).mark_geoshape(
        stroke=colours.LIGHT["graticule"], strokeWidth=0.7, filled=False, aria=False)]


def _ring() -> alt.Chart:
    """Points on the ellipsoid in 120 directions, joined."""
    around = alt.Chart(alt.sequence(0, 361, 3, as_="azimuth"))
    around = ellipsoid.destination(around, "lon0", "lat0", "datum.azimuth", "range_km")
    return around.mark_line(color=colours.LIGHT["accent"], strokeWidth=2, aria=False).encode(
        longitude="to_lon:Q", latitude="to_lat:Q", order="azimuth:Q").properties(name="ring")


def _measured(chart: alt.Chart) -> alt.Chart:
    return (
        chart.transform_calculate(km="datum['km_' + place] * 1", chosen="datum.id == place")
        .transform_calculate(inside="datum.km <= range_km && !datum.chosen")
        .transform_calculate(
            far="format(datum.km, ',.0f') + ' km'",
            said="datum.chosen ? datum.name + ', chosen' : datum.name + ': ' + format(datum.km, ',.0f') + ' km, ' + "
                 "(datum.inside ? 'inside' : 'outside')")
    )


def _marks(base: alt.Chart, narrow: bool) -> list[alt.Chart]:
    tip = [alt.Tooltip("name:N", title="Place"), alt.Tooltip("far:N", title="Distance")]
    shape = alt.Shape("kind:N", legend=None, scale=alt.Scale(domain=list(STYLES), range=list(STYLES.values())))
    colour = alt.condition("datum.inside || datum.chosen", alt.value(colours.LIGHT["accent"]),
                           alt.value(colours.LIGHT["quiet"]))
    fill = alt.condition("datum.inside || datum.chosen", alt.value(colours.LIGHT["accent"]),
                         alt.value(colours.LIGHT["paper"]))
    points = base.mark_point(opacity=1, strokeWidth=1.2, size=26 if narrow else 40, cursor="pointer").encode(
        longitude="lon:Q", latitude="lat:Q", shape=shape, stroke=colour, fill=fill, tooltip=tip, description="said:N")
    chosen = base.transform_filter("datum.chosen").mark_point(
        shape="circle", size=150, strokeWidth=2, opacity=1, stroke=colours.LIGHT["ink"], filled=False, aria=False,
    ).encode(longitude="lon:Q", latitude="lat:Q")
    name = base.transform_filter("datum.chosen").mark_text(
        dy=-14, fontWeight="bold", fontSize=12, aria=False, stroke=colours.LIGHT["paper"], strokeWidth=3,
        strokeOpacity=0.9)
    name = [name.encode(longitude="lon:Q", latitude="lat:Q", text="name:N"),
            base.transform_filter("datum.chosen").mark_text(dy=-14, fontWeight="bold", fontSize=12, aria=False).encode(
                longitude="lon:Q", latitude="lat:Q", text="name:N")]
    return [points.properties(name=parts.FIGURES), chosen, *name, _list(base)]


def _list(base: alt.Chart) -> alt.Chart:
    """No mark to be seen: its rows are the list below the map."""
    return base.transform_filter("datum.inside").transform_calculate(
        line="datum.name + ': ' + datum.far", shown="-datum.km",
        unit="'Within ' + format(range_km, ',.0f') + ' km of ' + from_name",
    ).mark_text(text="", aria=False).properties(name=READOUT)
