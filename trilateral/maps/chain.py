"""The First Island Chain: where sources draw it, and the widths of its straits."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels, locator
from trilateral.theme import colours, formats

CHAIN = base.Window(
    crs="+proj=laea +lat_0=22 +lon_0=125 +datum=WGS84",
    west=-2150, south=-2180, east=2450, north=2930,
    words="Lambert azimuthal equal-area projection centred on 22°N 125°E",
)

COUNTRIES = ((112, 31, "China"), (127.9, 36.4, "ROK"), (126.4, 40.4, "DPRK"), (138.0, 36.2, "Japan"),
             (124.4, 15.9, "Philippines"), (116.5, 3.9, "Borneo"), (106.2, 15.6, "Viet\nNam"),
             (132.3, 44.2, "Russia"))
SEAS = ((113.3, 13.4, "South China\nSea"), (124.6, 29.8, "East China\nSea"), (123.6, 35.6, "Yellow\nSea"),
        (135.2, 39.7, "Sea of Japan /\nEast Sea"), (132.6, 17.6, "Philippine Sea"), (144.2, 27.0, "Pacific\nOcean"))

# How each definition is drawn, widest first, so that they lie on one another where sources agree:
# colour, line width in points (wide, narrow), dashes.
LINES = {
    "wikipedia": ("step_1", (7.4, 5.0), "solid"),
    "liu": ("step_3", (3.6, 2.5), (0, (1.6, 0.7))),
    "imidas": ("ink", (1.1, 0.8), "solid"),
}
SOURCES = {"wikipedia": "Wikipedia", "liu": "Liu Huaqing", "imidas": "Imidas"}
# Straits whose names stand west of the chain; the others' stand east of it.
WESTERN = {"soya", "taiwan", "luzon", "mindoro", "balabac"}
# On narrow maps discs that would hide one another move by so many points.
DISC_SHIFT = {"luzon": (-8, -3), "bashi": (8, 4), "balintang": (8, -4), "taiwan": (-6, 3),
              "korea-west": (-6, 3), "korea-east": (6, -4), "osumi": (6, 3), "tokara": (-5, -4),
              "mindoro": (-6, 0), "balabac": (-6, 0)}


def chain_features(straits, definitions):
    """What the map shows, as one layer: the measured lines and the courses of the definitions.

    Parameters
    ----------
    straits
        Rows of the layer ``strait_lines``, from north to south.
    definitions
        The table ``chain_definitions``; those of :data:`LINES` are taken.

    Returns
    -------
    GeoDataFrame
        kind (strait, definition), id, name, km (of straits), geometry in longitude and latitude.
    """
    import geopandas
    import pandas as pd
    import shapely

    drawn = definitions[definitions["definition"].isin(LINES)].sort_values(["definition", "seq"])
    courses = [{"kind": "definition", "id": one, "name": f"{points['label'].iloc[0]} ({SOURCES[one]})",
                "geometry": shapely.LineString(points[["lon", "lat"]].to_numpy(dtype=float))}
               for one, points in drawn.groupby("definition")]
    measured = straits[["id", "name", "km", "geometry"]].assign(kind="strait")
    whole = pd.concat([measured, geopandas.GeoDataFrame(courses, crs=straits.crs)], ignore_index=True)
    return whole[["kind", "id", "name", "km", "geometry"]]


@drawing
def first_island_chain(canvas: Canvas, features) -> None:
    """The chain with every measured strait: its shortest line, name and width; and three sources' chains.

    ``features``: see :func:`chain_features`.
    """
    import numpy as np

    size = 5.6 if canvas.narrow else 7.6
    straits = features[features["kind"] == "strait"]
    courses = features[features["kind"] == "definition"].set_index("id")
    key = 0.165 * ((len(straits) + 1) // 2) + 0.68 if canvas.narrow else 0.3
    axes = base.sheet(canvas, CHAIN, below=key)
    backdrop.draw(axes, CHAIN, depth=True, partners=True)
    for one, (colour, widths, dashes) in LINES.items():
        x, y = CHAIN.xy(*np.asarray(courses.geometry[one].coords).T)
        axes.plot(x, y, color=colours.LIGHT[colour], linewidth=widths[canvas.narrow], linestyle=dashes, zorder=3,
                  solid_capstyle="round", solid_joinstyle="round", dash_capstyle="butt")
    _names(axes, CHAIN, size)
    _ends(axes, canvas.narrow)
    labels.country(axes, CHAIN, 119.7, 23.2, "Taiwan", fontsize=size - 0.6)
    middles = [_segment(axes, CHAIN, row.geometry) for row in straits.itertuples()]
    if canvas.narrow:
        for number, (middle, strait) in enumerate(zip(middles, straits["id"], strict=True), 1):
            labels.numbered(axes, middle, number, DISC_SHIFT.get(strait, (0, 0)))
    else:
        _callouts(axes, straits, middles)
        backdrop.disputed_places(axes, CHAIN, {"dokdo_takeshima": "e", "senkaku_diaoyu": "w", "paracels": "s",
                                                "itu_aba": "w"})
    base.scale_bar(axes, CHAIN, 500, (0.035, 0.035))
    locator.globe(axes, CHAIN, (0.77, 0.035, 0.215, 0.215 / CHAIN.aspect))
    _key(canvas, straits, courses, key)


def _names(axes, window: base.Window, size: float) -> None:
    for lon, lat, text in COUNTRIES:
        labels.country(axes, window, lon, lat, text, fontsize=size)
    for lon, lat, text in SEAS:
        labels.sea(axes, window, lon, lat, text, fontsize=size)


def _ends(axes, narrow: bool) -> None:
    """Where lines leave the sheet, what they go on to; in the north the islands that two states claim."""
    size = 5.4 if narrow else 6.6
    for at, text, side in (((1770, 2845), "to Kamchatka", "right"), ((-930, -2085), "to Java", "left")):
        axes.annotate(text, at, ha=side, va="center", fontsize=size, color=colours.LIGHT["step_3"],
                      path_effects=labels.halo(), zorder=8)
    if not narrow:
        axes.annotate("Kuril Islands /\nNorthern Territories", (CHAIN.east - 25, 2740), ha="right", va="center",
                      fontsize=6.3, color=colours.LIGHT["disputed"], path_effects=labels.halo(), zorder=8,
                      linespacing=1.1)


def _segment(axes, window: base.Window, line) -> tuple[float, float]:
    """Draw the measured line and give its middle, in kilometres on the sheet."""
    (ax, ay), (bx, by) = (window.xy(*end) for end in (line.coords[0], line.coords[-1]))
    axes.plot([ax, bx], [ay, by], color=colours.LIGHT["paper"], linewidth=3.4, solid_capstyle="butt", zorder=5.9)
    axes.plot([ax, bx], [ay, by], color=colours.LIGHT["accent"], linewidth=2, solid_capstyle="butt", zorder=6)
    return (ax + bx) / 2, (ay + by) / 2


def _callouts(axes, straits, middles) -> None:
    """Names west of the chain, or in a column east of it, as high as their straits where there is room."""
    across, spacing = CHAIN.east - CHAIN.west, 0.034 * (CHAIN.north - CHAIN.south)
    for west in (True, False):
        rows = [(row, at) for row, at in zip(straits.itertuples(), middles, strict=True) if (row.id in WESTERN) == west]
        rows.sort(key=lambda pair: -pair[1][1])
        heights = _spread([at[1] for _, at in rows], spacing, CHAIN.south + spacing, CHAIN.north - spacing)
        column = CHAIN.west + 0.73 * across
        for (row, at), height in zip(rows, heights, strict=True):
            x = at[0] - 250 if west else max(column, at[0] + 150)
            labels.callout(axes, at, (x, height), f"{row.name}\n{formats.km(row.km)}", fontsize=7, right=west)


def _spread(heights: list[float], spacing: float, low: float, high: float) -> list[float]:
    """Heights from top to bottom, at least ``spacing`` apart, inside ``low`` to ``high``."""
    placed: list[float] = []
    for height in heights:
        placed.append(min(height, high if not placed else placed[-1] - spacing))
    floor = low
    for position in range(len(placed) - 1, -1, -1):
        placed[position] = max(placed[position], floor)
        floor = placed[position] + spacing
    return placed


def _key(canvas: Canvas, straits, courses, inches: float) -> None:
    """Below the map: whose line is which, and on narrow maps the names of the numbered straits."""
    axes = canvas.figure.add_axes((0, 0, 1, inches / canvas.figure.get_size_inches()[1]))
    axes.set_axis_off()
    axes.set_xlim(0, canvas.width)
    axes.set_ylim(0, inches)
    size = 6.3 if canvas.narrow else 6.8
    entries = [(courses["name"][one], *style) for one, style in LINES.items()]
    starts = [0.0] * 3 if canvas.narrow else [0.0, 1.97, 5.36]
    for row, ((text, colour, widths, dashes), x) in enumerate(zip(entries, starts, strict=True)):
        y = inches - (0.13 + 0.17 * row if canvas.narrow else 0.17)
        axes.plot([x + 0.03, x + 0.34], [y, y], color=colours.LIGHT[colour], linewidth=widths[canvas.narrow],
                  linestyle=dashes, solid_capstyle="butt", dash_capstyle="butt")
        axes.text(x + 0.41, y, text, fontsize=size, va="center", color=colours.LIGHT["ink"])
    if not canvas.narrow:
        return
    rows = (len(straits) + 1) // 2
    for position, row in enumerate(straits.itertuples()):
        x, y = position // rows * 0.52 * canvas.width, inches - 0.72 - 0.165 * (position % rows)
        axes.text(x, y, f"{position + 1}", fontsize=6.3, color=colours.LIGHT["accent"], fontweight="bold")
        axes.text(x + 0.16, y, f"{row.name} {formats.km(row.km)}", fontsize=6.3, color=colours.LIGHT["ink"])
