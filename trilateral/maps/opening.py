"""The map on the front page: the chain of islands, the straits through it, and how far help is from Taipei.

It is the first thing that a reader's browser asks for, so it is kept light: coarser shapes than on other maps, and
names without the outline behind them, which is most of a name's weight.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels
from trilateral.theme import colours, formats

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

_PLANE = "+proj=laea +lat_0=29 +lon_0=128 +datum=WGS84"
_WORDS = "Lambert azimuthal equal-area projection centred on 29°N 128°E"
OPENING = base.Window(crs=_PLANE, west=-2150, south=-1420, east=2350, north=1640, words=_WORDS)
PHONE = base.Window(crs=_PLANE, west=-1400, south=-1420, east=1240, north=1640, words=_WORDS)

COUNTRIES = ((115.6, 31.0, "China"), (128.1, 36.6, "ROK"), (126.5, 40.3, "DPRK"), (138.1, 36.3, "Japan"),
             (121.3, 17.5, "Philippines"), (121.0, 23.8, "Taiwan"), (134.6, 45.4, "Russia"))
SEAS = ((126.2, 28.9, "East China\nSea"), (123.1, 37.3, "Yellow\nSea"), (134.6, 39.6, "Sea of Japan /\nEast Sea"),
        (115.3, 18.3, "South China\nSea"), (132.4, 20.8, "Philippine Sea"), (146.0, 30.6, "Pacific Ocean"))
# Where the name of a wide strait stands: kilometres from the middle of its line, and the side on which it ends there.
STRAITS = {"miyako": (170, -150, "left"), "yonaguni": (150, -235, "left"), "taiwan": (-160, 70, "right"),
           "luzon": (-150, -20, "right")}

SIDES = {"taipei": "w", "kunsan": "w"}
# How far along its way a length stands: not on the islets that lie below the middle.
ALONG = {"kadena-taipei": 0.34}


def opening_features(straits: geopandas.GeoDataFrame, places: pd.DataFrame, distances: pd.DataFrame,
                     wide_km: float = 100) -> geopandas.GeoDataFrame:
    """What the map shows, as one layer: straits, and the ways from bases to a place.

    Parameters
    ----------
    straits
        Rows of the layer ``strait_lines``.
    places
        The table of places by id.
    distances
        A row a way: ``start`` and ``end``, ids of places, and ``km``, its geodesic length.
    wide_km
        From this width on a strait is named and its width given; of others the line alone is drawn.

    Returns
    -------
    GeoDataFrame
        kind (strait, way, base, capital), id, name, km (of ways and of wide straits), geometry in longitude and
        latitude.
    """
    import geopandas
    import shapely

    from trilateral.measures import geodesy

    rows = [{"kind": "strait", "id": row.id, "name": row.name, "km": row.km if row.km >= wide_km else None,
             "geometry": row.geometry} for row in straits.itertuples()]
    for way in distances.itertuples():
        ends = [float(places.loc[place, axis]) for place in (way.start, way.end) for axis in ("lon", "lat")]
        rows.append({"kind": "way", "id": f"{way.start}-{way.end}", "name": f"{_short(places, way.start)} to "
                     f"{_short(places, way.end)}", "km": way.km, "geometry": shapely.LineString(geodesy.path(*ends))})
    for kind, column in (("base", "start"), ("capital", "end")):
        for place in distances[column].unique():
            point = shapely.Point(places.loc[place, "lon"], places.loc[place, "lat"])
            rows.append({"kind": kind, "id": place, "name": _short(places, place), "geometry": point})
    frame = geopandas.GeoDataFrame(rows, geometry="geometry", crs="OGC:CRS84")
    return frame[["kind", "id", "name", "km", "geometry"]]


def _short(places: pd.DataFrame, place: str) -> str:
    return str(places.loc[place, "name_en"]).removesuffix(" Air Base")


@drawing
def opening(canvas: Canvas, features: geopandas.GeoDataFrame) -> None:
    """The chain with its straits, and the ways to Taipei; ``features``: see :func:`opening_features`."""
    window, size = (PHONE, 6.2) if canvas.narrow else (OPENING, 7.4)
    axes = base.sheet(canvas, window)
    backdrop.draw(axes, window, depth=True, partners=True, degrees=not canvas.narrow, coarse=1.5)
    for lon, lat, text in COUNTRIES:
        if base.inside(window, lon, lat, 60):
            labels.country(axes, window, lon, lat, text, fontsize=size - 0.4, plain=True)
    for lon, lat, text in SEAS:
        if base.inside(window, lon, lat, 200):
            labels.sea(axes, window, lon, lat, text, fontsize=size - 0.4, plain=True)
    for way in features[features["kind"] == "way"].itertuples():
        _way(axes, window, way, size)
    for strait in features[features["kind"] == "strait"].itertuples():
        _strait(axes, window, strait, size)
    for place in features[features["kind"].isin(["base", "capital"])].itertuples():
        far = place.kind == "capital"
        labels.place(axes, window, place.geometry.x, place.geometry.y, place.name, side=SIDES.get(place.id, "e"),
                     marker="*" if far else "^", size=9 if far else 5, fontsize=size + (0.8 if far else 0), bold=far,
                     colour="ink" if far else "USA")
    backdrop.disputed_places(axes, window, {} if canvas.narrow else {"dokdo_takeshima": "e", "senkaku_diaoyu": "n"})
    base.scale_bar(axes, window, 500, (0.68, 0.05) if canvas.narrow else (0.04, 0.05))


def _way(axes, window: base.Window, way, size: float) -> None:
    """A way over the sea with its length beside its middle."""
    import numpy as np

    course = np.asarray(way.geometry.coords)
    x, y = window.xy(course[:, 0], course[:, 1])
    axes.plot(x, y, color=colours.LIGHT["USA"], linewidth=1.3, linestyle=(0, (4, 2)), zorder=5)
    middle = round(ALONG.get(way.id, 0.5) * (len(x) - 1))
    halo = labels.halo(3.8)  # wide enough to close over the space before the unit, where a dash would show
    axes.annotate(formats.km(way.km), (x[middle], y[middle]), ha="center", va="center", fontsize=size + 0.4,
                  color=colours.LIGHT["USA"], path_effects=halo, zorder=8, fontweight="bold")


def _strait(axes, window: base.Window, strait, size: float) -> None:
    """The measured line; of a wide strait its name and width too."""
    (ax, ay), (bx, by) = (window.xy(*end) for end in (strait.geometry.coords[0], strait.geometry.coords[-1]))
    axes.plot([ax, bx], [ay, by], color=colours.LIGHT["paper"], linewidth=4, solid_capstyle="butt", zorder=5.9)
    axes.plot([ax, bx], [ay, by], color=colours.LIGHT["accent"], linewidth=2.4, solid_capstyle="butt", zorder=6)
    if strait.km == strait.km and strait.km is not None:
        across, up, side = STRAITS.get(strait.id, (150, 0, "left"))
        middle = ((ax + bx) / 2, (ay + by) / 2)
        labels.callout(axes, middle, (middle[0] + across, middle[1] + up), f"{strait.name}\n{formats.km(strait.km)}",
                       fontsize=size - 0.5, right=side == "right", plain=True)
