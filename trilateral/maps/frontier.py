"""Borders and crossings of the southern Russian Far East, with the Tumen mouth in an inset."""
from __future__ import annotations

import functools

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.theme import colours, formats

AMUR = base.Window(
    crs="+proj=lcc +lat_1=43 +lat_2=53 +lat_0=48 +lon_0=128 +datum=WGS84",
    west=-1130, south=-830, east=1180, north=860,
    words="Lambert conformal conic projection, standard parallels 43°N and 53°N",
)
TUMEN = base.Window(crs=AMUR.crs, west=120, south=-700, east=420, north=-460, words=AMUR.words)

PAIRS = {"RUS-PRK": "accent", "RUS-CHN": "RUS", "RUS-MNG": "quiet"}
CITIES = {
    "khabarovsk": "e", "blagoveshchensk": "n", "chita": "n", "birobidzhan": "n", "harbin": "s",
    "ulaanbaatar": "s", "komsomolsk-on-amur": "e", "yuzhno-sakhalinsk": "w", "vladivostok": "e",
}
WIDE_ONLY = {"komsomolsk-on-amur", "yuzhno-sakhalinsk", "vladivostok", "birobidzhan"}
NARROW_SIDES = {"harbin": "e", "hunchun": "n"}  # where the inset or its frame would cut the name
CROSSINGS = {
    "zabaikalsk-manzhouli": ("Zabaikalsk–Manzhouli", (-40, -26), (-32, -12)),
    "blagoveshchensk-heihe-bridge": ("Blagoveshchensk–Heihe", (-58, -24), (-50, -9)),
    "nizhneleninskoye-tongjiang": ("Nizhneleninskoye–Tongjiang", (-52, -22), (-50, -13)),
    "grodekovo-suifenhe": ("Grodekovo–Suifenhe", (-98, 8), (9, 2)),
    "makhalino-hunchun": ("Makhalino–Hunchun", (-82, 8), (-43.5, 0)),
    "tumen-friendship-bridge": ("Khasan–Tumangang", (20, -8), None),
}
"""Crossing -> name, and points from it to where the name begins, wide and narrow; ``None``: the inset names it."""


RAILWAYS = {"trans_siberian": (120.6, 54.55, "Trans-Siberian"), "baikal_amur": (131.6, 53.35, "Baikal–Amur Mainline"),
            "harbin_manzhouli": (123.4, 48.15, "Chinese Eastern")}
COUNTRIES = ((115.4, 54.2, "Russia"), (127.5, 47.3, "China"), (115.2, 47.3, "Mongolia"), (128.3, 41.3, "DPRK"))
CHINA_NARROW = (125.2, 48.1)
INSET_CITIES = {"vladivostok": "n", "rason": "s", "hunchun": "w", "ussuriysk": "w"}


def frontier_features(places, lengths: dict[str, float]):
    """What the map shows, as one layer: borders with their length, railways, cities, crossings.

    Parameters
    ----------
    places
        Table of places.
    lengths
        Measured length in kilometres for each pair of the layer ``borders``.

    Returns
    -------
    GeoDataFrame
        kind (border, railway, city, crossing), id, name, km (measured of borders, published of railways),
        geometry in longitude and latitude.
    """
    import geopandas
    import pandas as pd

    lines = backdrop.layer("borders")
    lines = lines[lines["pair"].isin(PAIRS)].dissolve("pair").loc[list(PAIRS)].reset_index()
    borders = lines[["geometry"]].assign(kind="border", id=lines["pair"], name=lines["pair"],
                                         km=lines["pair"].map(lengths))
    rails = backdrop.layer("railways")
    rails = rails[["geometry", "name"]].assign(kind="railway", id=rails["line"], km=rails["published_km"])
    wanted = {**dict.fromkeys([*CITIES, *INSET_CITIES], "city"), **dict.fromkeys(CROSSINGS, "crossing")}
    found = places.set_index("id").loc[list(wanted)]
    points = geopandas.GeoDataFrame(
        {"kind": list(wanted.values()), "id": list(wanted), "name": found["name_en"].to_numpy()},
        geometry=geopandas.points_from_xy(found["lon"], found["lat"]), crs=lines.crs)
    return pd.concat([borders, rails, points], ignore_index=True)[["kind", "id", "name", "km", "geometry"]]


@drawing
def borders_and_crossings(canvas: Canvas, features) -> None:
    """Land borders of Russia with the DPRK, the PRC and Mongolia; railways, crossings; the Tumen in an inset.

    ``features``: see :func:`frontier_features`.
    """
    axes = base.sheet(canvas, AMUR)
    backdrop.draw(axes, AMUR, rivers=True, step=5)
    _border_lines(axes, AMUR)
    _railway_lines(axes, AMUR, named=not canvas.narrow)
    size = 5.4 if canvas.narrow else 7
    points = features[features["kind"].isin(["city", "crossing"])].set_index("id")
    places = points.assign(lon=points.geometry.x, lat=points.geometry.y)
    lengths = features[features["kind"] == "border"].set_index("id")["km"]
    for city, side in CITIES.items():
        if canvas.narrow and city in WIDE_ONLY:
            continue
        row = places.loc[city]
        side = NARROW_SIDES.get(city, side) if canvas.narrow else side
        labels.place(axes, AMUR, row["lon"], row["lat"], row["name"], side=side, fontsize=size)
    for crossing, (name, *shifts) in CROSSINGS.items():
        text = name.replace("–", "–\n") if canvas.narrow else name
        _crossing(axes, AMUR, places.loc[crossing], text, shifts[canvas.narrow], size - 0.2)
    for lon, lat, text in COUNTRIES:
        if canvas.narrow and text == "China":  # a crossing's name stands there
            lon, lat = CHINA_NARROW
        labels.country(axes, AMUR, lon, lat, text, fontsize=size + 1)
    labels.sea(axes, AMUR, 136.6, 42.6, "Sea of Japan /\nEast Sea", fontsize=size + 0.5)
    base.scale_bar(axes, AMUR, 300, (0.8, 0.05))
    locator.corner(axes, AMUR, "upper right")
    _inset(canvas, axes, places, lengths)


@functools.lru_cache(maxsize=len(PAIRS))
def _border(pair: str):
    borders = backdrop.layer("borders")
    return borders[borders["pair"] == pair]


def _border_lines(axes, window: base.Window) -> None:
    for pair, colour in PAIRS.items():
        base.lines(axes, window, _border(pair), colors=colours.LIGHT[colour],
                   linewidths=2.2 if pair == "RUS-PRK" else 1.5, zorder=4)


def _railway_lines(axes, window: base.Window, named: bool) -> None:
    """Straight from stop to stop: thin, with ties, and named along the three trunk lines."""
    rails = backdrop.layer("railways")
    ink = colours.LIGHT["ink"]
    base.lines(axes, window, rails, colors=ink, linewidths=0.6, zorder=3.4)
    base.lines(axes, window, rails, colors=ink, linewidths=2.0, zorder=3.4, linestyles=[(0, (0.25, 2.6))],
               capstyle="butt")
    for lon, lat, name in RAILWAYS.values() if named else ():
        axes.text(*window.xy(lon, lat), name, fontsize=6.4, style="italic", color=ink, ha="center", va="center",
                  path_effects=labels.halo(1.4), zorder=6)


def _crossing(axes, window: base.Window, row, name: str, shift: tuple[float, float] | None, size: float) -> None:
    x, y = window.xy(row["lon"], row["lat"])
    axes.plot([x], [y], marker="s", markersize=4.2, color=colours.LIGHT["accent"], linestyle="none", zorder=7,
              markeredgecolor=colours.LIGHT["paper"], markeredgewidth=0.7)
    if shift:
        axes.annotate(name, (x, y), xytext=shift, textcoords="offset points", fontsize=size, zorder=8,
                      color=colours.LIGHT["accent"], path_effects=labels.halo(), va="center", linespacing=1.1,
                      arrowprops={"arrowstyle": "-", "color": colours.LIGHT["accent"], "linewidth": 0.6,
                                  "shrinkA": 0, "shrinkB": 2})


def _inset(canvas: Canvas, axes, places, lengths) -> None:
    """The short border at the mouth of the Tumen, eight times larger."""
    box = (0.012, 0.017, 0.4, 0.4 * TUMEN.aspect / AMUR.aspect)
    inset = base.dress(axes.inset_axes(box, zorder=10), TUMEN)
    base.without_degrees(axes, inset.get_window_extent())
    backdrop.draw(inset, TUMEN, rivers=True, step=1, degrees=False)
    _border_lines(inset, TUMEN)
    _railway_lines(inset, TUMEN, named=False)
    size = 5 if canvas.narrow else 6.5
    for city, side in INSET_CITIES.items():
        row = places.loc[city]
        side = NARROW_SIDES.get(city, side) if canvas.narrow else side
        labels.place(inset, TUMEN, row["lon"], row["lat"], row["name"].split(" (")[0], side=side, fontsize=size)
    bridge = places.loc["tumen-friendship-bridge"]
    _crossing(inset, TUMEN, bridge, "", None, size)
    x, y = TUMEN.xy(bridge["lon"], bridge["lat"])
    inset.annotate(f"Khasan–Tumangang\nRussia–DPRK border\n{formats.km(lengths['RUS-PRK'], digits=1)}", (x, y),
                   xytext=(14, -4), textcoords="offset points", fontsize=size, va="top", linespacing=1.2, zorder=8,
                   color=colours.LIGHT["accent"], path_effects=labels.halo())
    base.scale_bar(inset, TUMEN, 50, (0.74, 0.38 if canvas.narrow else 0.06))
    x = [TUMEN.west, TUMEN.east, TUMEN.east, TUMEN.west, TUMEN.west]
    y = [TUMEN.south, TUMEN.south, TUMEN.north, TUMEN.north, TUMEN.south]
    axes.plot(x, y, color=colours.LIGHT["ink"], linewidth=0.8, zorder=6)
