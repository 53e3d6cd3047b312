"""The First Island Chain and the widths of its straits."""
from __future__ import annotations

from trilateral.figures.drawing import Canvas, drawing
from trilateral.maps import backdrop, base, labels
from trilateral.theme import colours, formats

CHAIN = base.Window(
    crs="+proj=laea +lat_0=22 +lon_0=125 +datum=WGS84",
    west=-2150, south=-2180, east=2450, north=2930,
    words="Lambert azimuthal equal-area projection centred on 22°N 125°E",
)

COUNTRIES = ((112, 31, "China"), (127.9, 36.4, "ROK"), (126.4, 40.4, "DPRK"), (138.0, 36.2, "Japan"),
             (121.9, 16.4, "Philippines"), (115.2, 3.8, "Borneo"), (106.2, 15.6, "Viet\nNam"),
             (132.3, 44.2, "Russia"))
SEAS = ((112.6, 16.4, "South China\nSea"), (124.6, 29.5, "East China\nSea"), (123.6, 35.6, "Yellow\nSea"),
        (135.2, 39.7, "Sea of Japan /\nEast Sea"), (132.6, 17.6, "Philippine Sea"), (144.2, 27.0, "Pacific\nOcean"))

# The chain as most authors draw it, from the Japanese main islands to Borneo: points (lon, lat) that
# a soft line runs through. A reading aid, not a boundary; definitions differ at both ends.
COURSE = ((143.6, 43.4), (141.0, 39.6), (137.4, 35.9), (133.0, 34.4), (130.8, 32.0), (129.6, 28.4), (127.9, 26.5),
          (125.2, 24.8), (123.2, 24.3), (121.0, 23.6), (121.6, 21.0), (121.6, 18.0), (120.8, 15.2), (120.6, 12.8),
          (118.6, 9.8), (117.1, 7.6), (116.4, 5.6))
# Straits whose names stand west of the chain; the others' stand east of it.
WESTERN = {"soya", "taiwan", "luzon", "mindoro", "balabac"}
# On narrow maps discs that would hide one another move by so many points.
DISC_SHIFT = {"luzon": (-8, -3), "bashi": (8, 4), "balintang": (8, -4), "taiwan": (-6, 3),
              "korea-west": (-6, 3), "korea-east": (6, -4), "osumi": (6, 3), "tokara": (-5, -4)}


@drawing
def first_island_chain(canvas: Canvas, widths) -> None:
    """The chain with every measured strait: its shortest line, name and width.

    ``widths`` is a table ordered from north to south: id, name, km, and the ends of the measured
    line, lon_a, lat_a, lon_b, lat_b.
    """
    size = 5.6 if canvas.narrow else 7.6
    key = 0.165 * ((len(widths) + 1) // 2) + 0.08 if canvas.narrow else 0
    axes = base.sheet(canvas, CHAIN, below=key)
    backdrop.draw(axes, CHAIN, depth=True, partners=True)
    _course(axes, canvas.narrow)
    _names(axes, CHAIN, size)
    labels.country(axes, CHAIN, 120.95, 23.6, "Taiwan", fontsize=size - 0.6)
    ends = [_segment(axes, CHAIN, row) for row in widths.itertuples()]
    if canvas.narrow:
        for number, (end, strait) in enumerate(zip(ends, widths["id"], strict=True), 1):
            labels.numbered(axes, end, number, DISC_SHIFT.get(strait, (0, 0)))
        _key(canvas, widths, key)
    else:
        _callouts(axes, widths, ends)
        backdrop.disputed_places(axes, CHAIN, {"dokdo_takeshima": "e", "senkaku_diaoyu": "w"})
    base.scale_bar(axes, CHAIN, 500, (0.035, 0.035))


def _names(axes, window: base.Window, size: float) -> None:
    for lon, lat, text in COUNTRIES:
        labels.country(axes, window, lon, lat, text, fontsize=size)
    for lon, lat, text in SEAS:
        labels.sea(axes, window, lon, lat, text, fontsize=size)


def _course(axes, narrow: bool) -> None:
    """The chain itself: a soft band from island to island."""
    x, y = zip(*(CHAIN.xy(lon, lat) for lon, lat in COURSE), strict=True)
    axes.plot(x, y, color=colours.LIGHT["accent"], alpha=0.22, linewidth=6 if narrow else 11, zorder=3,
              solid_capstyle="round", solid_joinstyle="round")


def _segment(axes, window: base.Window, row) -> tuple[float, float]:
    """Draw the measured line and give its middle, in kilometres on the sheet."""
    ax, ay = window.xy(row.lon_a, row.lat_a)
    bx, by = window.xy(row.lon_b, row.lat_b)
    axes.plot([ax, bx], [ay, by], color=colours.LIGHT["accent"], linewidth=2, solid_capstyle="butt", zorder=6)
    return (ax + bx) / 2, (ay + by) / 2


def _callouts(axes, widths, ends) -> None:
    """Names west of the chain, or in a column east of it, as high as their straits where there is room."""
    across, spacing = CHAIN.east - CHAIN.west, 0.034 * (CHAIN.north - CHAIN.south)
    for west in (True, False):
        rows = [(row, end) for row, end in zip(widths.itertuples(), ends, strict=True) if (row.id in WESTERN) == west]
        rows.sort(key=lambda pair: -pair[1][1])
        heights = _spread([end[1] for _, end in rows], spacing, CHAIN.south + spacing, CHAIN.north - spacing)
        column = CHAIN.west + 0.73 * across
        for (row, end), height in zip(rows, heights, strict=True):
            x = end[0] - 250 if west else max(column, end[0] + 150)
            labels.callout(axes, end, (x, height), f"{row.name}\n{formats.km(row.km)}", fontsize=7, right=west)


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


def _key(canvas: Canvas, widths, inches: float) -> None:
    """The numbered straits below a narrow map, in two columns."""
    axes = canvas.figure.add_axes((0, 0, 1, inches / canvas.figure.get_size_inches()[1]))
    axes.set_axis_off()
    rows = (len(widths) + 1) // 2
    for position, row in enumerate(widths.itertuples()):
        x, y = position // rows * 0.52, 1 - (position % rows + 0.8) / (rows + 0.4)
        axes.text(x, y, f"{position + 1}", fontsize=6, color=colours.LIGHT["accent"], fontweight="bold")
        axes.text(x + 0.045, y, f"{row.name} {formats.km(row.km)}", fontsize=6, color=colours.LIGHT["ink"])
