"""Two treaties and a side without one: the lines from Seoul and Tokyo, and the bases on which they rest."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.theme import colours, formats

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

ALLIANCE = base.Window(
    crs="+proj=laea +lat_0=35 +lon_0=133 +datum=WGS84",
    west=-1085, south=-1080, east=1260, north=990,
    words="Lambert azimuthal equal-area projection centred on 35°N 133°E",
)

TIES = {("washington", "seoul"): ("treaty", 1953), ("washington", "tokyo"): ("treaty", 1960),
        ("seoul", "tokyo"): ("no treaty", None)}
"""From, to -> kind, year of the treaty in force."""

# Principal bases of US forces, and where each name stands, wide and narrow.
BASES = {"misawa": "ww", "yokota": ("nw", "nw"), "yokosuka": "es", "iwakuni": "sn", "sasebo": "ww", "kadena": "we",
         "camp-humphreys": "ww", "osan": "ee", "kunsan": "ww"}
SHORT = {"Marine Corps Air Station Iwakuni": "Iwakuni", "Camp Humphreys (Pyeongtaek)": "Camp Humphreys"}


def alliance_features(places: pd.DataFrame) -> geopandas.GeoDataFrame:
    """What the map shows, as one layer: ties with their length, capitals, bases.

    Parameters
    ----------
    places
        The table of places, with the capitals and ``BASES`` among its ids.

    Returns
    -------
    GeoDataFrame
        kind (treaty, no treaty, capital, base), id, name, signed (year of the treaty in force), km
        (geodesic, of ties), geometry in longitude and latitude; ties run along the geodesic.
    """
    import geopandas
    import shapely

    from trilateral.measures import geodesy

    at = places.set_index("id")
    records = []
    for (one, other), (kind, signed) in TIES.items():
        ends = [float(at.loc[place, c]) for place in (one, other) for c in ("lon", "lat")]
        names = " – ".join(at.loc[place, "name_en"] for place in (one, other))
        records.append({"kind": kind, "id": f"{one}-{other}", "name": names, "signed": signed,
                        "km": geodesy.distance_km(*ends), "geometry": shapely.LineString(geodesy.path(*ends))})
    for kind, ids in (("capital", ("washington", "seoul", "tokyo")), ("base", BASES)):
        for place in ids:
            name = at.loc[place, "name_en"]
            point = shapely.Point(at.loc[place, "lon"], at.loc[place, "lat"])
            records.append({"kind": kind, "id": place, "name": SHORT.get(name, name.removesuffix(" Air Base")),
                            "geometry": point})
    frame = geopandas.GeoDataFrame(records, geometry="geometry", crs="OGC:CRS84")
    return frame.astype({"signed": "Int64"})[["kind", "id", "name", "signed", "km", "geometry"]]


@drawing
def hub_and_spokes(canvas: Canvas, features: geopandas.GeoDataFrame) -> None:
    """The treaty lines to Washington, which leave the sheet, the side without a treaty, and the bases.

    ``features``: see :func:`alliance_features`.
    """
    size = 6.3 if canvas.narrow else 7.6
    axes = base.sheet(canvas, ALLIANCE)
    backdrop.draw(axes, ALLIANCE, depth=True, partners=True, step=5)
    rows = features.set_index("id")
    for tie in rows[rows["kind"].isin(["treaty", "no treaty"])].itertuples():
        _tie(axes, tie, size, canvas.width)
    for place in rows[rows["kind"] == "base"].itertuples():
        labels.place(axes, ALLIANCE, place.geometry.x, place.geometry.y, place.name, marker="^", size=4.8, colour="USA",
                     side=BASES[place.Index][canvas.narrow], fontsize=size)
    for capital, side in (("seoul", "w"), ("tokyo", "e")):
        place = rows.loc[capital]
        labels.place(axes, ALLIANCE, place.geometry.x, place.geometry.y, place["name"], side=side, marker="*", size=9,
                     fontsize=size + 1.2, bold=True)
    for lon, lat, text in ((121.4, 42.3, "China"), (126.4, 40.1, "DPRK"), (132.4, 43.35, "Russia"),
                           (127.9, 35.6, "ROK"), (140.4, 39.5, "Japan")):
        labels.country(axes, ALLIANCE, lon, lat, text, fontsize=size + 0.6)
    for lon, lat, text in ((135.0, 39.6, "Sea of Japan /\nEast Sea"), (125.4, 29.6, "East China\nSea"),
                           (140.6, 30.6, "Pacific\nOcean"), (123.6, 33.6, "Yellow\nSea")):
        labels.sea(axes, ALLIANCE, lon, lat, text, fontsize=size)
    backdrop.disputed_places(axes, ALLIANCE, {"dokdo_takeshima": "n"})
    _key(axes, canvas, size)
    base.scale_bar(axes, ALLIANCE, 300, (0.62, 0.05))
    locator.corner(axes, ALLIANCE, "lower left", across=0.13)


def _tie(axes, tie, size: float, width: float) -> None:
    """One line on the sheet; a treaty's ends in an arrow at the edge, named with its length."""
    import numpy as np

    coordinates = np.asarray(tie.geometry.coords)
    x, y = ALLIANCE.xy(coordinates[::-1, 0], coordinates[::-1, 1])  # from the Asian end, southernmost first
    treaty = tie.kind == "treaty"
    shade = colours.LIGHT["USA" if treaty else "accent"]
    axes.plot(x, y, color=shade, linewidth=2.2, linestyle="-" if treaty else (0, (3, 2)), zorder=5, scalex=False,
              scaley=False, solid_capstyle="butt")
    if treaty:
        left = tie.Index.endswith("seoul")
        _arrow(axes, x, y, shade)
        words = f"to Washington\n{formats.km(tie.km)}\ntreaty of {tie.signed}"
        height = ALLIANCE.north - (60 if left else 600)
        # The line leans to the right: of words on its left it is the last that comes nearest.
        nearest = height - left * 3 * 1.2 * size / 72 * (ALLIANCE.east - ALLIANCE.west) / width
        axes.annotate(words, (np.interp(nearest, y, x), height), xytext=(-8 if left else 7, 0), va="top",
                      textcoords="offset points", fontsize=size, color=shade, ha="right" if left else "left",
                      path_effects=labels.halo(), zorder=8, linespacing=1.2)
    else:
        middle = len(x) * 55 // 100
        axes.annotate(f"{formats.km(tie.km)}, no treaty", (x[middle], y[middle]), xytext=(-4, -8), va="top",
                      textcoords="offset points", fontsize=size, color=shade, ha="center", path_effects=labels.halo(),
                      zorder=8)


def _arrow(axes, x, y, shade: str) -> None:
    """A head where the line leaves the sheet at its upper edge."""
    import numpy as np

    low, high = ALLIANCE.north - 60, ALLIANCE.north - 5
    ends = [(np.interp(height, y, x), height) for height in (high, low)]
    axes.annotate("", *ends, zorder=6, arrowprops={"arrowstyle": "-|>", "color": shade, "linewidth": 2.2,
                                                   "mutation_scale": 13, "shrinkA": 0, "shrinkB": 0})


def _key(axes, canvas: Canvas, size: float) -> None:
    """What a triangle is, in the lower right corner."""
    axes.plot([0.64], [0.13], marker="^", markersize=5.5, color=colours.LIGHT["USA"],
              markeredgecolor=colours.LIGHT["paper"], transform=axes.transAxes, linestyle="none", zorder=9)
    axes.annotate("US forces, main bases", (0.64, 0.13), xycoords="axes fraction",
                  xytext=(6, 0), textcoords="offset points", fontsize=size, va="center", zorder=9,
                  path_effects=labels.halo(), color=colours.LIGHT["USA"])
