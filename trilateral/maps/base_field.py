"""How far it is from the nearest air or naval base of the three partners, as bands over the sea."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.theme import colours, formats

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

FIELD = base.Window(
    crs="+proj=laea +lat_0=29 +lon_0=128.5 +datum=WGS84",
    west=-1420, south=-1400, east=1500, north=1690,
    words="Lambert azimuthal equal-area projection centred on 29°N 128.5°E",
)
STRENGTH = (0.50, 0.38, 0.27, 0.17, 0.09)  # opacity of the bands, nearest first
SEAS = ((125.2, 29.8, "East China\nSea"), (133.4, 20.8, "Philippine Sea"), (135.9, 40.3, "Sea of Japan /\nEast Sea"),
        (118.7, 21.5, "South China\nSea"), (140.0, 17.9, "rings round\nGuam"))
# Where the name of a base or a target stands, wide and narrow; no second letter: no name on the narrow map.
SIDES = {"kadena": "nn", "naha-air-base": "", "futenma": "", "sasebo": "ws", "iwakuni": "n", "kure": "", "maizuru": "n",
         "atsugi": "", "yokota": "", "yokosuka": "ee", "misawa": "ee", "ominato": "", "osan": "ee", "kunsan": "ww",
         "chinhae": "", "busan-naval-base": "e", "jeju-naval-base": "w",
         "taipei": "ww", "seoul": "nn", "vladivostok": "ee"}
TEXTS = {"kadena": "Kadena, Naha"}  # one name for two that stand together
# Near which point (lon, lat) the outer edge of each band bears its distance.
NAMED_AT = {250: (130.3, 24.7), 500: (133.2, 25.6), 750: (135.2, 24.4), 1000: (137.0, 23.2), 1500: (117.0, 17.0)}


def base_features(bands: geopandas.GeoDataFrame, places: pd.DataFrame,
                  distances: pd.DataFrame) -> geopandas.GeoDataFrame:
    """What the map shows, as one layer.

    Parameters
    ----------
    bands
        Layer ``base_distance``: from_km, to_km.
    places
        Bases that the bands count from: id, name, lon, lat, iso3.
    distances
        Targets: id, name, lon, lat, nearest (name of the nearest base), km (to it, exact).

    Returns
    -------
    GeoDataFrame
        kind (band, base, target), id, name, iso3, nearest, from_km, to_km, km, geometry.
    """
    import geopandas
    import pandas as pd

    parts = [bands.assign(kind="band", id=[f"band-{km}" for km in bands["to_km"]])]
    for kind, rows in (("base", places), ("target", distances)):
        points = geopandas.points_from_xy(rows["lon"], rows["lat"])
        parts.append(geopandas.GeoDataFrame(rows.drop(columns=["lon", "lat"]).assign(kind=kind), geometry=points,
                                            crs=bands.crs))
    columns = ["kind", "id", "name", "iso3", "nearest", "from_km", "to_km", "km", "geometry"]
    return geopandas.GeoDataFrame(pd.concat(parts, ignore_index=True)[columns], crs=bands.crs)


@drawing
def base_field(canvas: Canvas, features: geopandas.GeoDataFrame) -> None:
    """Bands of distance, the bases they count from, and places with their own exact distance.

    ``features``: see :func:`base_features`.
    """
    size = 6.3 if canvas.narrow else 7.4
    axes = base.sheet(canvas, FIELD)
    backdrop.draw(axes, FIELD, partners=True)
    _bands(axes, features[features["kind"] == "band"], size)
    for row in features[features["kind"] == "base"].itertuples():
        text, side = _named(row.id, row.name, canvas.narrow)
        labels.place(axes, FIELD, row.geometry.x, row.geometry.y, text, side=side, marker="^", size=4.6,
                     colour=row.iso3, fontsize=size)
    bases = features[features["kind"] == "base"].set_index("name").geometry
    for row in features[features["kind"] == "target"].itertuples():
        ends = [FIELD.xy(point.x, point.y) for point in (row.geometry, bases[row.nearest])]
        axes.plot(*zip(*ends, strict=True), color=colours.LIGHT["accent"], linewidth=1.1, zorder=5.5, scalex=False,
                  scaley=False)
        words = f"{row.name}\n{formats.km(row.km)}"
        side = SIDES[row.id][-1 if canvas.narrow else 0]
        labels.place(axes, FIELD, row.geometry.x, row.geometry.y, words, side=side, marker="*", size=9,
                     colour="accent", fontsize=size + 0.6, bold=True)
    for lon, lat, text in ((115.6, 31.5, "China"), (126.8, 40.2, "DPRK"), (121.3, 17.6, "Luzon")):
        labels.country(axes, FIELD, lon, lat, text, fontsize=size + 0.6)
    for lon, lat, text in SEAS:
        labels.sea(axes, FIELD, lon, lat, text, fontsize=size)
    islets = {"dokdo_takeshima": "n"} if canvas.narrow else {"senkaku_diaoyu": "n", "dokdo_takeshima": "n"}
    backdrop.disputed_places(axes, FIELD, islets)
    base.scale_bar(axes, FIELD, 500, (0.36, 0.03))
    locator.corner(axes, FIELD, "upper left")


def _named(base_id: str, name: str, narrow: bool) -> tuple[str, str]:
    """Text and side of a base's name; an empty text where there is no room."""
    sides = SIDES.get(base_id, "")  # Guam's is beyond the sheet
    if not sides or (narrow and len(sides) == 1):
        return "", "e"
    return TEXTS.get(base_id, name), sides[-1 if narrow else 0]


def _bands(axes, bands, size: float) -> None:
    """Tints under the land, and each band's outer edge over everything with its distance."""
    import shapely.ops
    from matplotlib.colors import to_rgba

    shade = colours.LIGHT["step_3"]
    fills = [to_rgba(shade, strength) for strength in STRENGTH]
    base.areas(axes, FIELD, bands, facecolors=fills, edgecolors="none", linewidths=0, zorder=1.8)
    base.areas(axes, FIELD, bands, facecolors="none", edgecolors=colours.LIGHT["step_4"], linewidths=0.5, zorder=2.8)
    for band, shape in zip(bands.itertuples(), FIELD.cut(bands), strict=True):
        near = shapely.Point(FIELD.xy(*NAMED_AT[band.to_km]))
        at = shapely.ops.nearest_points(shape.boundary, near)[0]
        axes.annotate(formats.km(band.to_km), (at.x, at.y), ha="center", va="center", fontsize=size,
                      color=colours.LIGHT["step_4"], path_effects=labels.halo(2.5), zorder=6)
