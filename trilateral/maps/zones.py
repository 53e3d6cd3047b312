"""Zones over and on the East China Sea: what was declared, and what the shores alone would give."""
from __future__ import annotations

from typing import TYPE_CHECKING

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.theme import colours

if TYPE_CHECKING:
    import geopandas

ZONES = base.Window(
    crs="+proj=laea +lat_0=28.5 +lon_0=126 +datum=WGS84",
    west=-960, south=-930, east=960, north=1100,
    words="Lambert azimuthal equal-area projection centred on 28.5°N 126°E",
)
COMPUTED = {"territorial_sea_12nm": ("12 nautical miles", "-", 0.5),
            "limit_200nm": ("200 nautical miles", (0, (7, 3)), 0.9),
            "equidistance": ("middle line", (0, (5, 2, 1, 2)), 0.9)}
"""Kind -> what the key calls it, dash, width."""
DECLARED = {"china": "CHN", "japan": "JPN", "median": "TWN"}
# What each declared line is called, and where its words stand, wide and narrow: lon, lat, alignment.
WORDS = {
    "china": ("China’s air zone:\n{whole} points of 2013", (128.55, 31.15, "left"), (128.55, 31.2, "left")),
    "japan": ("Japan’s air zone:\nfirst {seen} of {whole} points", (133.25, 36.7, "left"), (133.3, 36.75, "left")),
    "median": ("Taiwan Strait\nmedian line", (119.3, 22.45, "center"), (119.3, 22.3, "center")),
}


def zone_features(adiz: geopandas.GeoDataFrame, median: geopandas.GeoDataFrame,
                  limits: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """What the map shows, as one layer, from the layers ``adiz``, ``median_line_taiwan`` and ``computed_limits``.

    Returns
    -------
    GeoDataFrame
        kind (declared, or a kind of ``computed_limits``), id, name, states (who declared it, or whose
        shores it is computed from), declared (date), points_seen, points_of_text, geometry.
    """
    import geopandas
    import pandas as pd

    declared = pd.concat([adiz, median]).rename(columns={"declared_by": "states"}).assign(kind="declared")
    computed = limits.assign(id=limits["kind"] + "_" + limits["states"],
                             name=[COMPUTED[kind][0] + ", computed, without legal standing" for kind in limits["kind"]])
    columns = ["kind", "id", "name", "states", "declared", "points_seen", "points_of_text", "geometry"]
    rows = pd.concat([declared, computed], ignore_index=True)[columns]
    rows = rows.astype({"points_seen": "Int64", "points_of_text": "Int64"})
    return geopandas.GeoDataFrame(rows, geometry="geometry", crs=limits.crs)


@drawing
def zones(canvas: Canvas, features: geopandas.GeoDataFrame) -> None:
    """Declared lines in their declarers' colours over thin computed ones, with a key below.

    ``features``: see :func:`zone_features`.
    """
    size = 6.3 if canvas.narrow else 7.6
    key = 0.42 if canvas.narrow else 0.3
    axes = base.sheet(canvas, ZONES, below=key)
    backdrop.draw(axes, ZONES, partners=True, step=5)
    for kind, (_, dash, width) in COMPUTED.items():
        base.lines(axes, ZONES, features[features["kind"] == kind], colors=colours.LIGHT["quiet"], linewidths=width,
                   linestyles=dash, zorder=3, capstyle="butt")
    for row in features[features["kind"] == "declared"].itertuples():
        _declared(axes, row, canvas.narrow, size)
    for lon, lat, text in ((118.2, 28.8, "China"), (127.6, 36.3, "ROK"), (132.9, 34.75, "Japan"),
                           (120.95, 23.6, "Taiwan")):
        labels.country(axes, ZONES, lon, lat, text, fontsize=size + 0.4)
    for lon, lat, text in ((124.2, 28.3, "East China\nSea"), (122.6, 35.3, "Yellow\nSea"),
                           (130.4, 22.6, "Philippine Sea")):
        labels.sea(axes, ZONES, lon, lat, text, fontsize=size)
    backdrop.disputed_places(axes, ZONES, {"senkaku_diaoyu": "n" if canvas.narrow else "s", "dokdo_takeshima": "w"})
    axes.annotate("goes on,\nnot seen", ZONES.xy(124.9, 32.4 if canvas.narrow else 32.72), ha="right", va="center",
                  fontsize=size, zorder=8, color=colours.LIGHT["JPN"], path_effects=labels.halo(2.5), linespacing=1.1)
    base.scale_bar(axes, ZONES, 300, (0.82, 0.022) if canvas.narrow else (0.78, 0.035))
    locator.corner(axes, ZONES, "upper left")
    _key(canvas, key, size)


def _declared(axes, row, narrow: bool, size: float) -> None:
    """A declared line with its points and its name."""
    import numpy as np

    shade = colours.LIGHT[DECLARED[row.id]]
    lon, lat = np.asarray(row.geometry.coords).T
    x, y = ZONES.xy(lon, lat)
    dash = {"china": "-", "japan": (0, (6, 1.5)), "median": (0, (1.2, 1))}[row.id]
    axes.plot(x, y, color=shade, linewidth=2.0, linestyle=dash, zorder=5, scalex=False, scaley=False,
              solid_capstyle="butt", dash_capstyle="butt")
    words, *places = WORDS[row.id]
    if narrow and row.id == "japan":  # a strip of sea is left between the line and the sheet's edge
        words = "Japan’s\nair zone:\nfirst {seen} of\n{whole} points"
    *at, align = places[narrow]
    axes.annotate(words.format(seen=row.points_seen, whole=row.points_of_text), ZONES.xy(*at), ha=align,
                  va="center", fontsize=size, color=shade, path_effects=labels.halo(2.5), zorder=8, linespacing=1.15,
                  fontweight="bold")


def _key(canvas: Canvas, inches: float, size: float) -> None:
    """What the thin lines are, in a strip below the map."""
    share = inches / canvas.figure.get_size_inches()[1]
    axes = canvas.figure.add_axes((0, 0, 1, share))
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    quiet, line = colours.LIGHT["quiet"], 0.22 if canvas.narrow else 0.4
    said = "Computed, without legal standing:"
    start = 0.0 if canvas.narrow else 0.285
    axes.text(0, 0.72 if canvas.narrow else line, said, fontsize=size, color=quiet, va="center")
    for position, (words, dash, width) in enumerate(COMPUTED.values()):
        left = start + position * ((1 - start) / 3)
        axes.plot([left, left + 0.065], [line, line], color=quiet, linewidth=width, linestyle=dash)
        axes.text(left + 0.075, line, words, fontsize=size, color=quiet, va="center")
